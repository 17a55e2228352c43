package org.parley.sip.registrar.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.parley.contracts.Topics;
import org.parley.contracts.sip.SipBinding;
import org.parley.eventlog.LogCodec;
import org.parley.sip.registrar.BindingStore;
import org.parley.sip.registrar.Bindings;
import org.parley.starter.gateway.FollowedTopic;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.kafka.CompactedTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps {@link Bindings} equal to the topic, and tells that something is written when it has been
 * read back. The topic has to exist. When {@link #start} returns, the bindings are there.
 */
public final class KafkaBindings implements BindingStore, SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(KafkaBindings.class);
  private static final Duration DELIVERY = Duration.ofSeconds(4);

  /** From the call to {@link #write}: a client repeats its request for 32 seconds. */
  private static final Duration OUTCOME = Duration.ofSeconds(6);

  private final GatewayThread thread;
  private final Bindings bindings;
  private final FollowedTopic<SipBinding> topic;

  /** By the offset that has to be read back. On the gateway thread. */
  private final TreeMap<Long, List<Pending>> waiting = new TreeMap<>();

  private long next;

  /**
   * @param bindings fed here, on the gateway thread, and nowhere else
   */
  public KafkaBindings(
      GatewayThread thread,
      Bindings bindings,
      LogCodec<SipBinding> codec,
      Map<String, Object> client,
      Duration startTimeout) {
    this.thread = thread;
    this.bindings = bindings;
    this.topic =
        new FollowedTopic<>(
            Topics.SIP_BINDINGS, thread, codec, client, startTimeout, DELIVERY, new Feed());
  }

  @Override
  public void write(List<Change> changes, Outcome outcome) {
    var pending = new Pending(outcome);
    List<CompletableFuture<Long>> written = new ArrayList<>(changes.size());
    changes.forEach(change -> written.add(topic.put(change.key(), change.binding())));
    CompletableFuture.allOf(written.toArray(CompletableFuture[]::new))
        .thenApply(_ -> written.stream().mapToLong(CompletableFuture::join).max().orElse(-1))
        .whenComplete((last, error) ->
            thread.execute(() -> {
              if (error != null) {
                log.warn("Bindings could not be written: {}", error.toString());
                pending.failed();
              } else if (last < next) {
                pending.written();
              } else {
                waiting.computeIfAbsent(last, _ -> new ArrayList<>(1)).add(pending);
              }
            }));
    thread.schedule(pending::failed, OUTCOME.toMillis(), TimeUnit.MILLISECONDS);
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

  private void readUpTo(long offset) {
    next = offset;
    var done = waiting.headMap(offset);
    List<Pending> outcomes = done.values().stream().flatMap(List::stream).toList();
    done.clear();
    outcomes.forEach(Pending::written);
  }

  /** Tells one outcome, the first. */
  private static final class Pending {
    private final Outcome outcome;
    private boolean told;

    Pending(Outcome outcome) {
      this.outcome = outcome;
    }

    void written() {
      if (!told) {
        told = true;
        outcome.written();
      }
    }

    void failed() {
      if (!told) {
        told = true;
        outcome.failed();
      }
    }
  }

  private final class Feed implements CompactedTopic.Listener<SipBinding> {
    @Override
    public void onAll(Map<String, SipBinding> all, long from) {
      bindings.reset(all.values());
      readUpTo(from);
    }

    @Override
    public void onChanges(List<CompactedTopic.Change<SipBinding>> changes) {
      for (CompactedTopic.Change<SipBinding> change : changes) {
        if (change.value() == null) {
          bindings.remove(change.key());
        } else {
          bindings.put(change.value());
        }
      }
      readUpTo(changes.getLast().offset() + 1);
    }
  }
}
