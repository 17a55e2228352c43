package org.parley.media.engine;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.parley.media.leg.LegListener;
import org.parley.media.leg.Loss;
import org.parley.media.leg.PortPair;
import org.parley.media.leg.RtpLeg;
import org.parley.media.leg.Terms;

/** The threads of one instance; a new room goes to the one that has the fewest. */
public final class MixerThreads implements AutoCloseable {
  private final List<MixerThread> threads;
  private final RandomGenerator random;
  private final String cname;
  private final Meters meters;

  /**
   * @param count one a core is enough
   * @param cname name of this server in RTCP
   */
  public MixerThreads(
      int count, String cname, InstantSource clock, RandomGenerator random, Meters meters) {
    this.cname = cname;
    this.meters = meters;
    this.random = random;
    this.threads =
        IntStream.range(0, count)
            .mapToObj(i -> new MixerThread("mixer-" + i, clock, meters))
            .toList();
    threads.forEach(MixerThread::start);
  }

  /**
   * Begins to mix a room.
   *
   * @param onSilent told of a leg from which nothing comes any more
   */
  public RoomOnThread open(String conference, Consumer<String> onSilent) {
    MixerThread thread =
        threads.stream().min(Comparator.comparingInt(MixerThread::rooms)).orElseThrow();
    var room = new Room(conference, onSilent);
    thread.opened();
    thread.execute(() -> thread.add(room));
    return new RoomOnThread(room, thread);
  }

  /**
   * A leg that may be given a seat.
   *
   * @param onKey told on the mixer thread of each key that the party presses
   */
  public RtpLeg leg(PortPair ports, Terms terms, IntConsumer onKey) {
    var listener =
        new LegListener() {
          @Override
          public void pressed(int key) {
            onKey.accept(key);
          }

          @Override
          public void lost(Loss why) {
            meters.lost(why);
          }
        };
    return new RtpLeg(ports, terms, cname, listener, random, System.nanoTime());
  }

  /** Rooms that are mixed, or are about to be. */
  public int rooms() {
    return threads.stream().mapToInt(MixerThread::rooms).sum();
  }

  @Override
  public void close() {
    threads.forEach(MixerThread::close);
  }
}
