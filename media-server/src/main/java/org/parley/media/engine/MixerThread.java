package org.parley.media.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.parley.media.audio.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that mixes rooms, frame by frame. What is asked of it is done at once between two
 * frames, and counts from the next one on.
 *
 * <p>It follows the clock, not the time that it takes: a frame that begins late is followed by one
 * in time. When it is more than {@link #GIVEN_UP} behind, as after a suspended machine, what was
 * missed is left out.
 */
public final class MixerThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MixerThread.class);

  /** A frame that begins later than this is counted. */
  public static final Duration LATE = Duration.ofMillis(2);

  private static final Duration GIVEN_UP = Duration.ofMillis(200);
  private static final long FRAME = Frame.LENGTH.toNanos();

  private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
  private final List<Room> rooms = new ArrayList<>();
  private final InstantSource clock;
  private final Meters meters;
  private final Thread thread;
  private final AtomicInteger count = new AtomicInteger();
  private volatile boolean closed;

  public MixerThread(String name, InstantSource clock, Meters meters) {
    this.clock = clock;
    this.meters = meters;
    this.thread =
        Thread.ofPlatform()
            .name(name)
            .priority(Thread.MAX_PRIORITY)
            .uncaughtExceptionHandler((died, error) -> log.error("{} died", died.getName(), error))
            .unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Runs something before the next frame; from any thread. */
  public void execute(Runnable task) {
    asked.add(task);
    LockSupport.unpark(thread);
  }

  /** A room is on its way here. */
  void opened() {
    count.incrementAndGet();
  }

  /** From the next frame on; on this thread. */
  void add(Room room) {
    rooms.add(room);
  }

  void remove(Room room) {
    rooms.remove(room);
    count.decrementAndGet();
  }

  /** Rooms, those that are on their way included. */
  int rooms() {
    return count.get();
  }

  private void run() {
    long due = System.nanoTime();
    while (!closed) {
      if (rooms.isEmpty()) {
        rest();
        due = System.nanoTime();
        continue;
      }
      long wait = due - System.nanoTime();
      if (wait > 0) {
        work(); // somebody may wait for its having been done
        LockSupport.parkNanos(this, due - System.nanoTime());
        continue;
      }
      frame(due);
      due += FRAME;
      long behind = System.nanoTime() - due;
      if (behind > GIVEN_UP.toNanos()) {
        long missed = behind / FRAME;
        meters.leftOut(missed);
        due += missed * FRAME;
      }
    }
    work();
    rooms.forEach(Room::close);
  }

  /** Without rooms there is no clock to follow. */
  private void rest() {
    work();
    if (rooms.isEmpty() && asked.isEmpty() && !closed) {
      LockSupport.park(this);
    }
  }

  private void frame(long due) {
    long begin = System.nanoTime();
    work();
    for (Room room : rooms) {
      safely(() -> room.frame(begin, clock));
    }
    meters.frame(Duration.ofNanos(begin - due), Duration.ofNanos(System.nanoTime() - begin));
  }

  private void work() {
    for (Runnable task = asked.poll(); task != null; task = asked.poll()) {
      safely(task);
    }
  }

  /** One room's trouble is not another's. */
  private static void safely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("a mixer failed", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(Duration.ofSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
