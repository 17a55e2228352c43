package org.parley.eventlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of a log as the engine needs them. */
public final class LogTopicsAdmin {

  private static final long WAIT_SECONDS = 30;

  /** Small segments, cleaned soon: a restore reads the topic from its beginning. */
  private static final Map<String, String> SNAPSHOTS =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.SEGMENT_BYTES_CONFIG,
          String.valueOf(2 * SnapshotStore.MAX_PIECE),
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
          "0.1",
          TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
          "600000",
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          String.valueOf(SnapshotStore.MAX_PIECE));

  private LogTopicsAdmin() {}

  /**
   * Creates those topics that are missing and waits until they can be used; leaves existing ones as
   * they are. Events are kept for ever unless somebody sets {@code retention.ms}, which must be
   * longer than any time the log may be without a writer.
   *
   * @throws IllegalStateException if existing topics of the log differ in their number of
   *     partitions
   */
  public static void ensure(
      Map<String, Object> client, LogTopics topics, int partitions, short replicationFactor) {
    var wanted = new ArrayList<NewTopic>();
    wanted.add(
        new NewTopic(topics.commands(), partitions, replicationFactor)
            .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")));
    wanted.add(
        new NewTopic(topics.events(), partitions, replicationFactor)
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    wanted.add(new NewTopic(topics.snapshots(), partitions, replicationFactor).configs(SNAPSHOTS));
    wanted.add(
        new NewTopic(topics.deadLetters(), 1, replicationFactor)
            .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")));
    try (Admin admin = Admin.create(Clients.admin(client))) {
      for (var created : admin.createTopics(wanted).values().values()) {
        try {
          created.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
      check(topics, describe(admin, topics));
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException("the topics of " + topics.events() + " can't be made ready", e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static Map<String, TopicDescription> describe(Admin admin, LogTopics topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    var names =
        List.of(topics.commands(), topics.events(), topics.snapshots(), topics.deadLetters());
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    while (true) {
      try {
        var found = admin.describeTopics(names).allTopicNames().get(WAIT_SECONDS, TimeUnit.SECONDS);
        boolean led =
            found.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .allMatch(p -> p.leader() != null);
        if (led) {
          return new HashMap<>(found);
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("no leaders after " + WAIT_SECONDS + " s");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static void check(LogTopics topics, Map<String, TopicDescription> found) {
    long counts =
        List.of(topics.commands(), topics.events(), topics.snapshots()).stream()
            .map(name -> Objects.requireNonNull(found.get(name)).partitions().size())
            .distinct()
            .count();
    if (counts != 1) {
      throw new IllegalStateException(
          "commands, events and snapshots must have the same number of partitions: " + topics);
    }
  }
}
