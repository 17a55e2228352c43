package org.parley.sip.leg.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Topics;
import org.parley.contracts.sip.SipLeg;
import org.parley.eventlog.LogCodec;
import org.parley.sip.line.LegStore;
import org.parley.starter.gateway.FollowedTopic;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.kafka.CompactedTopic;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps legs on topic {@code sip.legs}, which has to exist. When {@link #start} returns, those that
 * were kept have been told.
 */
public final class KafkaLegs implements LegStore, SmartLifecycle {
  private static final Duration DELIVERY = Duration.ofSeconds(8);

  private final GatewayThread thread;
  private final FollowedTopic<SipLeg> topic;
  private Consumer<Map<String, SipLeg>> restored = _ -> {};
  private BiConsumer<String, @Nullable SipLeg> changed = (_, _) -> {};

  public KafkaLegs(
      GatewayThread thread,
      LogCodec<SipLeg> codec,
      Map<String, Object> client,
      Duration startTimeout) {
    this.thread = thread;
    this.topic =
        new FollowedTopic<>(
            Topics.SIP_LEGS, thread, codec, client, startTimeout, DELIVERY, new Feed());
  }

  /**
   * Who is told of what is kept, on the gateway thread. To be called before {@link #start}.
   *
   * @param restored all there is, in place of what was told before
   * @param changed what any instance wrote since
   */
  public void tell(
      Consumer<Map<String, SipLeg>> restored, BiConsumer<String, @Nullable SipLeg> changed) {
    this.restored = restored;
    this.changed = changed;
  }

  @Override
  public void put(String key, @Nullable SipLeg leg, Consumer<Boolean> done) {
    topic
        .put(key, leg)
        .whenComplete((_, error) -> thread.execute(() -> done.accept(error == null)));
  }

  @Override
  public void start() {
    topic.start();
  }

  @Override
  public void stop() {
    topic.stop();
  }

  @Override
  public boolean isRunning() {
    return topic.isRunning();
  }

  @Override
  public int getPhase() {
    return topic.getPhase();
  }

  private final class Feed implements CompactedTopic.Listener<SipLeg> {
    @Override
    public void onAll(Map<String, SipLeg> all, long next) {
      restored.accept(all);
    }

    @Override
    public void onChanges(List<CompactedTopic.Change<SipLeg>> changes) {
      changes.forEach(change -> changed.accept(change.key(), change.value()));
    }
  }
}
