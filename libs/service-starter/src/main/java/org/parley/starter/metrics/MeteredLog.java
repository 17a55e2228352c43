package org.parley.starter.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.eventlog.LogMetrics;

/**
 * Meters {@code parley.log.*} of one event log, tagged with its name; lag is tagged with the
 * partition too, and {@code parley.log.entities}, what is alive now, with the type of its state.
 */
public final class MeteredLog implements LogMetrics {
  private final MeterRegistry meters;
  private final Tags tags;
  private final Timer decide;
  private final Timer restore;
  private final Map<Integer, AtomicLong> lags = new ConcurrentHashMap<>();
  private final Map<Integer, Map<String, Long>> entities = new ConcurrentHashMap<>();
  private final Set<String> gauged = ConcurrentHashMap.newKeySet();

  public MeteredLog(MeterRegistry meters, String log) {
    this.meters = meters;
    this.tags = Tags.of("log", log);
    this.decide =
        Timer.builder("parley.log.decide").tags(tags).publishPercentileHistogram().register(meters);
    this.restore = Timer.builder("parley.log.restore").tags(tags).register(meters);
  }

  @Override
  public void lag(int partition, long commands) {
    lags.computeIfAbsent(partition, this::lagGauge).set(commands);
  }

  @Override
  public void entities(int partition, Collection<?> states) {
    Map<String, Long> byState = new HashMap<>();
    for (Object state : states) {
      byState.merge(state.getClass().getSimpleName(), 1L, Long::sum);
    }
    entities.put(partition, byState);
    byState.keySet().forEach(this::registerEntities);
  }

  @Override
  public void decided(int partition, long nanos) {
    decide.record(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void restored(int partition, Duration took, long records) {
    restore.record(took);
    counter("parley.log.restored.records").increment(records);
  }

  @Override
  public void foreignWrite(int partition) {
    counter("parley.log.foreign.writes").increment();
  }

  @Override
  public void sendFailed(int partition) {
    counter("parley.log.send.failures").increment();
  }

  @Override
  public void ignored(int partition) {
    counter("parley.log.ignored").increment();
  }

  @Override
  public void undecodable(int partition) {
    counter("parley.log.undecodable").increment();
  }

  @Override
  public void commandsLost(int partition, long commands) {
    counter("parley.log.commands.lost").increment(commands);
  }

  @Override
  public void deadlineSent(int partition) {
    counter("parley.log.deadlines").increment();
  }

  @Override
  public void snapshotWritten(int partition, int entities, long bytes, Duration took) {
    meters.timer("parley.log.snapshot", tags).record(took);
    counter("parley.log.snapshot.bytes").increment(bytes);
  }

  @Override
  public void snapshotFailed(int partition) {
    counter("parley.log.snapshot.failures").increment();
  }

  private void registerEntities(String state) {
    if (!gauged.add(state)) {
      return;
    }
    Gauge.builder("parley.log.entities", () -> entities(state))
        .tags(tags.and("state", state))
        .register(meters);
  }

  private long entities(String state) {
    return entities.values().stream().mapToLong(all -> all.getOrDefault(state, 0L)).sum();
  }

  private Counter counter(String name) {
    return meters.counter(name, tags);
  }

  private AtomicLong lagGauge(int partition) {
    AtomicLong lag = new AtomicLong();
    Gauge.builder("parley.log.lag", lag, AtomicLong::get)
        .tags(tags.and("partition", Integer.toString(partition)))
        .strongReference(true)
        .register(meters);
    return lag;
  }
}
