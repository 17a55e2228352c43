package org.parley.bench.voice;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.parley.media.engine.Meters;
import org.parley.media.engine.MixerThread;
import org.parley.media.leg.Loss;

/** What one mixer thread did since it was reset. */
final class Counts implements Meters {
  private final Histogram work = new Histogram(3);
  private long late;
  private long latest;
  private long leftOut;
  private long refused;
  private long thread;
  private long cpuBefore;
  private long began;

  @Override
  public synchronized void frame(Duration behind, Duration took) {
    thread = Thread.currentThread().threadId();
    work.recordValue(took.toNanos());
    latest = Math.max(latest, behind.toNanos());
    if (behind.compareTo(MixerThread.LATE) > 0) {
      late++;
    }
  }

  @Override
  public synchronized void leftOut(long frames) {
    leftOut += frames;
  }

  @Override
  public synchronized void lost(Loss why) {
    refused++;
  }

  synchronized void reset() {
    work.reset();
    late = 0;
    latest = 0;
    leftOut = 0;
    refused = 0;
    cpuBefore = cpu();
    began = System.nanoTime();
  }

  private long cpu() {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread);
  }

  /** Frames, late, latest, left out, refused, work p50, p99, max; CPU time; time; all in ns. */
  synchronized String report() {
    return "%d %d %d %d %d %d %d %d %d %d"
        .formatted(
            work.getTotalCount(),
            late,
            latest,
            leftOut,
            refused,
            work.getValueAtPercentile(50),
            work.getValueAtPercentile(99),
            work.getMaxValue(),
            cpu() - cpuBefore,
            System.nanoTime() - began);
  }
}
