package org.parley.eventlog;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The producer of an {@link EventLog}'s records, replaced when it gets into a state that it doesn't
 * come out of by itself.
 */
final class EventsProducer implements AutoCloseable {

  private final Map<String, Object> client;
  private KafkaProducer<String, byte[]> producer;
  private int generation;

  EventsProducer(Map<String, Object> client) {
    this.client = client;
    this.producer = open();
  }

  private KafkaProducer<String, byte[]> open() {
    return Clients.producer(client, Map.of("batch.size", 128 * 1024));
  }

  /**
   * The callback is called exactly once, on the producer's thread or, when nothing could be sent,
   * on this one.
   */
  void send(ProducerRecord<String, byte[]> record, Callback outcome) {
    try {
      producer.send(record, outcome);
    } catch (RuntimeException e) {
      outcome.onCompletion(null, e);
    }
  }

  /** Sends and waits: for what must be there before anything goes on. */
  void sendAndWait(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("not written to " + record.topic(), e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Tells a producer from the one that replaced it. */
  int generation() {
    return generation;
  }

  /**
   * An idempotent producer may stay unusable after an error that is not a passing one; what it has
   * under way fails then.
   *
   * @param of the producer that had the error
   */
  void replaceAfter(Exception error, int of) {
    if (of == generation && !(error instanceof RetriableException)) {
      generation++;
      producer.close(Duration.ZERO);
      producer = open();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
