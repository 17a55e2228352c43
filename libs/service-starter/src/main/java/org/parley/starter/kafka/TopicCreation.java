package org.parley.starter.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.parley.starter.ParleyProperties;

/**
 * Makes topics that are missing, where the deployment lets services do so ({@code
 * parley.kafka.create-topics}).
 */
public final class TopicCreation {
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  private final ParleyProperties.Kafka kafka;

  public TopicCreation(ParleyProperties.Kafka kafka) {
    this.kafka = kafka;
  }

  /** A topic of one partition in which the last record of a key counts. */
  public void ensureCompacted(String topic) {
    ensure(topic, 1, COMPACTED);
  }

  /** Leaves a topic that exists as it is, whatever its settings. */
  public void ensure(String topic, int partitions, Map<String, String> settings) {
    if (!kafka.createTopics()) {
      return;
    }
    try (Admin admin = Admin.create(kafka.client("topic-creation"))) {
      admin
          .createTopics(
              List.of(new NewTopic(topic, partitions, kafka.replicationFactor()).configs(settings)))
          .all()
          .get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("Topic " + topic + " could not be made", e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making topic " + topic, e);
    }
  }
}
