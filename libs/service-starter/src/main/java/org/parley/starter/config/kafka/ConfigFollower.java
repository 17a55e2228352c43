package org.parley.starter.config.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.parley.contracts.Topics;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.eventlog.LogCodec;
import org.parley.starter.config.ConfigView;
import org.parley.starter.kafka.CompactedTopic;
import org.parley.starter.kafka.CompactedTopic.Change;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the view equal to {@code config.objects}. It starts before everything else in the context
 * and returns from {@link #start} when the view holds all that was configured at that moment, so no
 * service answers from half a configuration.
 */
public final class ConfigFollower implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ConfigFollower.class);

  private final ConfigView view;
  private final Duration startTimeout;
  private final CompactedTopic<ConfigObject> topic;
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  public ConfigFollower(
      ConfigView view,
      LogCodec<ConfigObject> codec,
      Map<String, Object> client,
      Duration startTimeout) {
    this.view = view;
    this.startTimeout = startTimeout;
    this.topic =
        new CompactedTopic<>(Topics.CONFIG_OBJECTS, codec, client, startTimeout, new Feed());
  }

  @Override
  public void start() {
    try {
      topic.start();
      if (!caughtUp.await(startTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        stop();
        throw new IllegalStateException("nothing is configured");
      }
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "The configuration could not be read from topic %s within %s: is Kafka up, and did config-service start?"
              .formatted(Topics.CONFIG_OBJECTS, startTimeout),
          e);
    } catch (InterruptedException e) {
      stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading the configuration", e);
    }
  }

  @Override
  public void stop() {
    topic.stop();
  }

  @Override
  public boolean isRunning() {
    return topic.isRunning();
  }

  /** Before every bean that answers somebody. */
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1000;
  }

  private final class Feed implements CompactedTopic.Listener<ConfigObject> {
    @Override
    public void onAll(Map<String, ConfigObject> all, long next) {
      List<ConfigObject> known = new ArrayList<>(all.size());
      all.forEach((key, object) -> ConfigKey.parse(key).ifPresent(_ -> known.add(object)));
      view.reset(known);
      tellWhenThereIsSomething();
    }

    @Override
    public void onChanges(List<Change<ConfigObject>> changes) {
      for (Change<ConfigObject> change : changes) {
        ConfigKey.parse(change.key())
            .ifPresent(key -> {
              if (change.value() == null) {
                view.remove(key);
              } else {
                view.put(change.value());
              }
            });
      }
      tellWhenThereIsSomething();
    }

    /**
     * A topic without anything is one that was made a moment ago: what config-service publishes
     * first, it publishes in one transaction.
     */
    private void tellWhenThereIsSomething() {
      if (caughtUp.getCount() > 0 && view.size() > 0) {
        log.info("The configuration is read: {} objects", view.size());
        caughtUp.countDown();
      }
    }
  }
}
