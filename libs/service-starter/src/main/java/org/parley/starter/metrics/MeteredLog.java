package org.parley.starter.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.parley.eventlog.LogMetrics;

/**
 * Meters {@code parley.log.*} of one event log, tagged with its name; lag is tagged with the
 * partition too.
 */
public final class MeteredLog implements LogMetrics {
  private final MeterRegistry meters;
  private final Tags tags;
  private final Timer decide;
  private final Timer restore;
  private final Map<Integer, AtomicLong> lags = new ConcurrentHashMap<>();

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
