package org.parley.media.engine.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.parley.contracts.voice.VoiceCommand.Trouble;
import org.parley.media.engine.Meters;
import org.parley.media.engine.MixerThread;
import org.parley.media.leg.Loss;

/** Counts in a registry. */
public final class MicrometerMeters implements Meters {
  private static final double NANOS = 1e9;

  private final Counter frames;
  private final Counter late;
  private final Counter leftOut;
  private final Counter busy;
  private final Map<Loss, Counter> lost = new EnumMap<>(Loss.class);
  private final Map<Trouble, Counter> troubles = new EnumMap<>(Trouble.class);

  public MicrometerMeters(MeterRegistry registry) {
    this.frames = registry.counter("parley.media.frames");
    this.late = registry.counter("parley.media.frames.late");
    this.leftOut = registry.counter("parley.media.frames.left.out");
    this.busy = registry.counter("parley.media.busy.seconds");
    for (Loss why : Loss.values()) {
      lost.put(why, registry.counter("parley.media.packets.refused", "reason", word(why)));
    }
    for (Trouble trouble : Trouble.values()) {
      troubles.put(trouble, registry.counter("parley.media.complaints", "trouble", word(trouble)));
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Something about a seat is not as it should be; on any thread. */
  public void complained(Trouble trouble) {
    Objects.requireNonNull(troubles.get(trouble)).increment();
  }

  @Override
  public void frame(Duration behind, Duration work) {
    frames.increment();
    busy.increment(work.toNanos() / NANOS);
    if (behind.compareTo(MixerThread.LATE) > 0) {
      late.increment();
    }
  }

  @Override
  public void leftOut(long count) {
    leftOut.increment(count);
  }

  @Override
  public void lost(Loss why) {
    Objects.requireNonNull(lost.get(why)).increment();
  }
}
