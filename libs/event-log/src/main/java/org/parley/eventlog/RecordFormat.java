package org.parley.eventlog;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An events record as it lies in Kafka: the body is the service's own codec's, the chain stands in
 * one binary header: id, parent (each the writer's UUID and a counter) and the command's offset, 56
 * bytes.
 */
final class RecordFormat<E> {

  static final String CHAIN = "chain";

  private static final int CHAIN_BYTES = 2 * RecordId.BYTES + Long.BYTES;

  private final LogCodec<List<E>> codec;
  private final @Nullable LogMetrics forgiving;

  private RecordFormat(LogCodec<List<E>> codec, @Nullable LogMetrics forgiving) {
    this.codec = codec;
    this.forgiving = forgiving;
  }

  /** For a writer: it must not decide on a state that it could not read in full. */
  static <E> RecordFormat<E> strict(LogCodec<List<E>> codec) {
    return new RecordFormat<>(codec, null);
  }

  /**
   * For a reader: events that it can't decode (a newer writer's) count as none, and are counted.
   */
  static <E> RecordFormat<E> forgiving(LogCodec<List<E>> codec, LogMetrics metrics) {
    return new RecordFormat<>(codec, metrics);
  }

  boolean isForgiving() {
    return forgiving != null;
  }

  static ProducerRecord<String, byte[]> write(TopicPartition to, LogRecord<?> record, byte[] body) {
    ByteBuffer chain = ByteBuffer.allocate(CHAIN_BYTES);
    record.id().put(chain);
    record.parent().put(chain);
    chain.putLong(record.commandOffset());
    var out =
        new ProducerRecord<>(
            to.topic(), to.partition(), record.time().toEpochMilli(), record.key(), body);
    out.headers().add(CHAIN, chain.array());
    return out;
  }

  /** Null for something that no writer of ours wrote, which is no link of any chain. */
  @Nullable LogRecord<E> read(ConsumerRecord<String, byte[]> in) throws UndecodableException {
    Header header = in.headers().lastHeader(CHAIN);
    if (header == null || header.value() == null || header.value().length != CHAIN_BYTES) {
      return null;
    }
    ByteBuffer chain = ByteBuffer.wrap(header.value());
    return new LogRecord<>(
        RecordId.get(chain),
        RecordId.get(chain),
        chain.getLong(),
        Instant.ofEpochMilli(in.timestamp()),
        in.key() == null ? "" : in.key(),
        events(in));
  }

  private List<E> events(ConsumerRecord<String, byte[]> in) throws UndecodableException {
    try {
      if (in.value() == null) {
        throw new UndecodableException("events record without a value");
      }
      return codec.decode(in.value());
    } catch (UndecodableException | RuntimeException e) {
      if (forgiving == null) {
        throw e;
      }
      forgiving.undecodable(in.partition());
      return List.of();
    }
  }
}
