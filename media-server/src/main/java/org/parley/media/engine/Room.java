package org.parley.media.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** What others are told, on the mixer thread. */
  public interface Listener {
    void pressed(String leg, int key);

    /** Nothing has come from the leg for {@link #SILENT}. Once, until something comes again. */
    void fellSilent(String leg);
  }

  private static final class Seat {
    final RtpLeg leg;
    long reportedAt;
    boolean silent;

    Seat(RtpLeg leg, long nanos) {
      this.leg = leg;
      this.reportedAt = nanos;
    }
  }

  private final String conference;
  private final Listener listener;
  private final Mixer mixer = new Mixer();
  private final Map<String, Seat> seats = new LinkedHashMap<>();

  public Room(String conference, Listener listener) {
    this.conference = conference;
    this.listener = listener;
  }

  public void seat(String name, RtpLeg leg, long nanos) {
    if (seats.containsKey(name)) {
      throw new IllegalStateException(name + " sits in " + conference + " already");
    }
    seats.put(name, new Seat(leg, nanos));
    mixer.join(leg);
  }

  /** The leg, no longer in the room, to be closed by whoever opened it. */
  public RtpLeg unseat(String name) {
    Seat seat = seat(name);
    seats.remove(name);
    mixer.leave(seat.leg);
    return seat.leg;
  }

  public RtpLeg leg(String name) {
    return seat(name).leg;
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

  /** Passes a key on to everybody who hears that leg. */
  public void pass(String from, int key) {
    RtpLeg speaker = seat(from).leg;
    for (Seat seat : seats.values()) {
      if (mixer.hears(seat.leg, speaker)) {
        seat.leg.press(key);
      }
    }
  }

  public boolean isEmpty() {
    return seats.isEmpty();
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
      log.warn("{} of {} receives nothing: {}", name, conference, broken.getMessage());
    }
    boolean silent = seat.leg.silence(nanos).compareTo(SILENT) >= 0;
    if (silent && !seat.silent) {
      listener.fellSilent(name);
    }
    seat.silent = silent;
  }

  Listener listener() {
    return listener;
  }

  List<RtpLeg> legs() {
    List<RtpLeg> legs = new ArrayList<>();
    seats.values().forEach(seat -> legs.add(seat.leg));
    return legs;
  }

  void close() {
    legs().forEach(leg -> leg.ports().close());
    seats.clear();
  }
}
