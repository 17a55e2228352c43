package org.parley.media.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.parley.media.conference.Mixer;
import org.parley.media.leg.RtpLeg;
import org.parley.media.sound.Sound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A conference that is mixed here, with the legs that sit in it. Used by one mixer thread. */
public final class Room {
  private static final Logger log = LoggerFactory.getLogger(Room.class);

  /** RFC 3550 section 6.2: at least so long between two reports. */
  private static final Duration REPORTS = Duration.ofSeconds(5);

  /** A party from which nothing comes for so long has lost its way. */
  public static final Duration SILENT = Duration.ofSeconds(10);

  private static final class Seat {
    final RtpLeg leg;
    long reportedAt;
    boolean silent;
    boolean broken;

    Seat(RtpLeg leg, long nanos) {
      this.leg = leg;
      this.reportedAt = nanos;
    }
  }

  private final String conference;
  private final Consumer<String> onSilent;
  private final Mixer mixer = new Mixer();
  private final Map<String, Seat> seats = new LinkedHashMap<>();

  /**
   * @param onSilent told of a leg from which nothing has come for {@link #SILENT}; once, until
   *     something comes again
   */
  public Room(String conference, Consumer<String> onSilent) {
    this.conference = conference;
    this.onSilent = onSilent;
  }

  public void seat(String name, RtpLeg leg, long nanos) {
    if (seats.containsKey(name)) {
      throw new IllegalStateException(name + " sits in " + conference + " already");
    }
    seats.put(name, new Seat(leg, nanos));
    mixer.join(leg);
  }

  /** Its ports are to be closed by whoever opened them. */
  public void unseat(String name) {
    mixer.leave(seat(name).leg);
    seats.remove(name);
  }

  public void disconnect(String name, Sound music) {
    mixer.disconnect(seat(name).leg, music);
  }

  public void reconnect(String name) {
    mixer.reconnect(seat(name).leg);
  }

  public void mute(String name, boolean muted) {
    mixer.mute(seat(name).leg, muted);
  }

  /** Passes a key on to everybody who hears that leg; to nobody if it has left. */
  public void pass(String from, int key) {
    Seat speaker = seats.get(from);
    if (speaker == null) {
      return;
    }
    for (Seat seat : seats.values()) {
      if (mixer.hears(seat.leg, speaker.leg)) {
        seat.leg.press(key);
      }
    }
  }

  /** Whether the first is given what the second says. */
  public boolean hears(String listener, String speaker) {
    return mixer.hears(seat(listener).leg, seat(speaker).leg);
  }

  private Seat seat(String name) {
    Seat seat = seats.get(name);
    if (seat == null) {
      throw new IllegalStateException(name + " does not sit in " + conference);
    }
    return seat;
  }

  void frame(long nanos, InstantSource clock) {
    for (Map.Entry<String, Seat> entry : seats.entrySet()) {
      receive(entry.getKey(), entry.getValue(), nanos);
    }
    mixer.mix();
    for (Seat seat : seats.values()) {
      if (nanos - seat.reportedAt >= REPORTS.toNanos()) {
        seat.reportedAt = nanos;
        seat.leg.report(clock.instant(), nanos);
      }
    }
  }

  private void receive(String name, Seat seat, long nanos) {
    try {
      seat.leg.receive(nanos);
    } catch (IOException broken) {
      if (!seat.broken) {
        seat.broken = true;
        log.warn("{} of {} receives nothing: {}", name, conference, broken.toString());
      }
    }
    boolean silent = seat.leg.silence(nanos).compareTo(SILENT) >= 0;
    if (silent && !seat.silent) {
      onSilent.accept(name);
    }
    seat.silent = silent;
  }

  void close() {
    seats.values().forEach(seat -> seat.leg.ports().close());
    seats.clear();
  }
}
