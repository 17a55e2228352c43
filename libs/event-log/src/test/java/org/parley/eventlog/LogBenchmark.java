package org.parley.eventlog;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * From the moment a command of 400 bytes should be sent until a {@link LogReader} tells its record,
 * broker in a JVM of its own, sender, log and reader in this one. Not run by the build: {@code java
 * -cp ... org.parley.eventlog.LogBenchmark [seconds] [rate ...]}; rate 0 sends as fast as it can.
 */
final class LogBenchmark {

  private static final int PARTITIONS = 4;
  private static final int KEYS = 200;
  private static final int BYTES = 400;

  private LogBenchmark() {}

  private static final LogCodec<byte[]> RAW =
      new LogCodec<>() {
        @Override
        public byte[] encode(byte[] value) {
          return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
          return bytes;
        }
      };

  private static final LogCodec<List<byte[]>> ONE =
      new LogCodec<>() {
        @Override
        public byte[] encode(List<byte[]> value) {
          return value.isEmpty() ? new byte[0] : value.getFirst();
        }

        @Override
        public List<byte[]> decode(byte[] bytes) {
          return bytes.length == 0 ? List.of() : List.of(bytes);
        }
      };

  private static final Decider<byte[], byte[], byte[]> ECHO =
      new Decider<>() {
        @Override
        public List<byte[]> decide(byte @Nullable [] state, byte[] command, CommandPosition at) {
          return List.of(command);
        }

        @Override
        public byte[] evolve(byte @Nullable [] state, byte[] event) {
          return event;
        }
      };

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 10;
    Process broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                TestBroker.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var told = broker.inputReader()) {
      var client = Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + told.readLine());
      run(client, 10_000, 10);
      for (String rate :
          args.length > 1
              ? Arrays.copyOfRange(args, 1, args.length)
              : new String[] {"1000", "5000", "0"}) {
        System.out.println(run(client, Integer.parseInt(rate), seconds));
        if (!rate.equals("0")) {
          System.out.println(bare(client, Integer.parseInt(rate), seconds));
        }
      }
    } finally {
      broker.destroy();
      broker.waitFor();
    }
  }

  /** Takes what comes out, at one place for all ways. */
  private static final class Arrivals {
    private final long[] nanos;
    private final AtomicInteger told = new AtomicInteger();

    Arrivals(int count) {
      nanos = new long[count];
    }

    void take(byte[] command) {
      nanos[told.getAndIncrement()] = System.nanoTime() - ByteBuffer.wrap(command).getLong();
    }
  }

  /** Through a log and a reader. */
  private static String run(Map<String, Object> client, int rate, int seconds) throws Exception {
    LogTopics topics = topics(client);
    var arrivals = new Arrivals((rate == 0 ? 20_000 : rate) * seconds);
    var listener =
        new LogListener<byte[], byte[]>() {
          @Override
          public void onRestored(int partition, Map<String, byte[]> entities) {}

          @Override
          public void onRecord(
              String key,
              byte @Nullable [] before,
              List<byte[]> events,
              byte @Nullable [] after,
              RecordPosition at) {
            arrivals.take(events.getFirst());
          }
        };
    try (var log =
            new EventLog<>(
                EventLogConfig.of(client, "g" + topics.events(), topics, RAW, ONE, RAW, ECHO));
        var reader = new LogReader<>(client, topics, ONE, RAW, ECHO, listener, LogMetrics.NONE)) {
      log.start();
      reader.start();
      reader.caughtUp().get(30, TimeUnit.SECONDS);
      while (log.health().assigned().size() < PARTITIONS || !log.health().ready()) {
        LockSupport.parkNanos(1_000_000);
      }
      return "engine " + measure(client, topics, rate, arrivals);
    }
  }

  /**
   * The least that any way with an answer in the log has to do: a consumer, a producer, a consumer.
   */
  private static String bare(Map<String, Object> client, int rate, int seconds) throws Exception {
    LogTopics topics = topics(client);
    var arrivals = new Arrivals(rate * seconds);
    var ready = new CountDownLatch(2);
    var over = new AtomicBoolean();
    var forward = Clients.producer(client, Map.of());
    var threads =
        List.of(
            Thread.ofPlatform()
                .unstarted(() ->
                    poll(
                        client,
                        topics.commands(),
                        ready,
                        over,
                        in ->
                            forward.send(
                                new ProducerRecord<>(
                                    topics.events(), in.partition(), in.key(), in.value())))),
            Thread.ofPlatform()
                .unstarted(() ->
                    poll(client, topics.events(), ready, over, in -> arrivals.take(in.value()))));
    try {
      threads.forEach(Thread::start);
      ready.await();
      return "bare   " + measure(client, topics, rate, arrivals);
    } finally {
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      forward.close();
    }
  }

  private static void poll(
      Map<String, Object> client,
      String topic,
      CountDownLatch ready,
      AtomicBoolean over,
      Consumer<ConsumerRecord<String, byte[]>> each) {
    try (var consumer = Clients.free(client)) {
      var all = IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      ready.countDown();
      while (!over.get()) {
        consumer.poll(Duration.ofMillis(50)).forEach(each);
      }
    }
  }

  private static LogTopics topics(Map<String, Object> client) {
    LogTopics topics = LogTopics.named("b" + UUID.randomUUID().toString().substring(0, 8));
    LogTopicsAdmin.ensure(client, topics, PARTITIONS, (short) 1);
    return topics;
  }

  private static String measure(
      Map<String, Object> client, LogTopics topics, int rate, Arrivals arrivals) {
    int count = arrivals.nanos.length;
    try (var sender = new CommandSender<>(client, topics.commands(), RAW)) {
      long cpu = cpuNanos();
      long begun = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = rate == 0 ? System.nanoTime() : begun + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        byte[] command = new byte[BYTES];
        ByteBuffer.wrap(command).putLong(due);
        sender.send("key" + i % KEYS, command);
      }
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (arrivals.told.get() < count && System.nanoTime() < deadline) {
        LockSupport.parkNanos(1_000_000);
      }
      double took = (System.nanoTime() - begun) / 1e9;
      int told = arrivals.told.get();
      Arrays.sort(arrivals.nanos, 0, told);
      return "%s: told %d of %d, %.0f/s, p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.1f ms, %.0f us CPU each (without broker)"
          .formatted(
              rate == 0 ? "flat out" : rate + "/s",
              told,
              count,
              told / took,
              at(arrivals.nanos, told, 0.5),
              at(arrivals.nanos, told, 0.99),
              at(arrivals.nanos, told, 0.999),
              at(arrivals.nanos, told, 1),
              (cpuNanos() - cpu) / 1e3 / count);
    }
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static double at(long[] sorted, int count, double quantile) {
    return sorted[Math.clamp((long) Math.ceil(quantile * count) - 1, 0, count - 1)] / 1e6;
  }
}
