package org.parley.eventlog;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Sends commands to a log. Thread-safe; one per process and commands topic is enough. */
public final class CommandSender<C> implements AutoCloseable {

  private final String topic;
  private final LogCodec<C> codec;
  private final KafkaProducer<String, byte[]> producer;

  /** A command of more than {@value PartitionWork#MAX_BODY} bytes is not sent: its future fails. */
  public CommandSender(Map<String, Object> client, String commandsTopic, LogCodec<C> codec) {
    this.topic = commandsTopic;
    this.codec = codec;
    this.producer = Clients.producer(client, Map.of("max.request.size", PartitionWork.MAX_BODY));
  }

  /**
   * Appends the command, after those this sender sent before under the same key. The answer says
   * that the command is durable; what it brought about is told by a {@link LogReader}. A failed
   * send may have had its effect all the same. Blocks only while more is waiting to be sent than
   * fits in {@code buffer.memory}, at most for {@code max.block.ms}; then the future fails. The
   * future is completed on the sender's own thread: whoever goes on there must not block.
   */
  public CompletableFuture<CommandPosition> send(String key, C command) {
    var answer = new CompletableFuture<CommandPosition>();
    try {
      producer.send(
          new ProducerRecord<>(topic, key, codec.encode(command)),
          (metadata, error) -> {
            if (error == null) {
              answer.complete(
                  new CommandPosition(
                      metadata.partition(),
                      metadata.offset(),
                      key,
                      Instant.ofEpochMilli(metadata.timestamp())));
            } else {
              answer.completeExceptionally(error);
            }
          });
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  /**
   * Whether the topic is known, so that {@link #send} need not wait for a first look at it. Asks
   * the broker, and waits for at most {@code max.block.ms}.
   */
  public boolean knowsTopic() {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (KafkaException notYet) {
      return false;
    }
  }

  /** Waits a little for what is under way. */
  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
