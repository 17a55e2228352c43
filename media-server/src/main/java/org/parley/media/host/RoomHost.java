package org.parley.media.host;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.Room;
import org.parley.contracts.media.Room.Seat;
import org.parley.contracts.media.RoomCommand;
import org.parley.contracts.media.RoomEvent;
import org.parley.contracts.media.RoomEvent.Trouble;
import org.parley.media.dtmf.TelephoneEvent;
import org.parley.media.engine.MixerThreads;
import org.parley.media.engine.RoomOnThread;
import org.parley.media.leg.PortPair;
import org.parley.media.leg.PortRange;
import org.parley.media.leg.RtpLeg;
import org.parley.media.leg.Terms;
import org.parley.media.sound.MediaRoot;
import org.parley.media.sound.MediaRoot.NoSound;
import org.parley.media.sound.Sound;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms that this instance mixes. Used by one thread; mixing is done by others. */
public final class RoomHost implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RoomHost.class);

  /** After it a room that we asked to take is asked for again. */
  private static final Duration ASKED = Duration.ofSeconds(1);

  private final Instances instances;
  private final MixerThreads threads;
  private final PortRange ports;
  private final MediaRoot media;
  private final String host;
  private final Consumer<RoomCommand> commands;
  private final Map<String, Room> rooms = new HashMap<>();
  private final Map<String, Live> live = new HashMap<>();
  private final Map<String, Long> asked = new HashMap<>();

  /** A room that is mixed here, as far as it has been made what it should be. */
  private static final class Live {
    final RoomOnThread mixer;
    final Map<String, Sitting> seats = new HashMap<>();

    Live(RoomOnThread mixer) {
      this.mixer = mixer;
    }
  }

  private static final class Sitting {
    final RtpLeg leg;
    AudioDescription far;
    @Nullable String music;
    boolean muted;

    Sitting(RtpLeg leg, AudioDescription far) {
      this.leg = leg;
      this.far = far;
    }
  }

  /**
   * @param host where far ends reach us
   * @param commands takes what is to be said about rooms
   */
  public RoomHost(
      Instances instances,
      MixerThreads threads,
      PortRange ports,
      MediaRoot media,
      String host,
      Consumer<RoomCommand> commands) {
    this.instances = instances;
    this.threads = threads;
    this.ports = ports;
    this.media = media;
    this.host = host;
    this.commands = commands;
  }

  /** What is known of a conference now, and what has just come about in it. */
  public void changed(String conference, List<RoomEvent> events, @Nullable Room room) {
    if (room == null) {
      rooms.remove(conference);
      asked.remove(conference);
      end(conference);
      return;
    }
    rooms.put(conference, room);
    if (instances.own().equals(room.instance())) {
      make(room);
      events.forEach(event -> act(conference, event));
    } else {
      end(conference);
      takeIfOurs(room, System.nanoTime());
    }
  }

  /** Looks after rooms whose instance is gone; to be called a few times a second. */
  public void sweep() {
    long now = System.nanoTime();
    rooms.values().forEach(room -> takeIfOurs(room, now));
  }

  private void takeIfOurs(Room room, long now) {
    String instance = room.instance();
    boolean orphaned = instance == null || !instances.alive().contains(instance);
    if (orphaned && instances.isOurs(room.conference()) && mayAsk(room.conference(), now)) {
      commands.accept(
          new RoomCommand.Take(
              room.conference(), instances.own(), instance == null ? "" : instance));
    }
  }

  private boolean mayAsk(String conference, long now) {
    Long before = asked.get(conference);
    if (before != null && now - before < ASKED.toNanos()) {
      return false;
    }
    asked.put(conference, now);
    return true;
  }

  private void make(Room room) {
    Live mixed =
        live.computeIfAbsent(
            room.conference(),
            conference -> new Live(threads.open(conference, teller(conference))));
    for (String leg : List.copyOf(mixed.seats.keySet())) {
      if (!room.seats().containsKey(leg)) {
        stand(mixed, leg);
      }
    }
    room.seats().forEach((leg, seat) -> sit(room, mixed, leg, seat));
  }

  private void sit(Room room, Live mixed, String leg, Seat seat) {
    Sitting sitting = mixed.seats.get(leg);
    if (sitting == null) {
      sitting = open(room, mixed, leg, seat);
      if (sitting == null) {
        return;
      }
    }
    if (!sitting.far.equals(seat.far())) {
      sitting.far = seat.far();
      RtpLeg moved = sitting.leg;
      Formats.terms(seat.far(), seat.hosts())
          .ifPresentOrElse(
              terms -> mixed.mixer.execute(_ -> moved.agree(terms)),
              () -> complain(room.conference(), leg, Trouble.NO_CODEC));
    }
    if (!Objects.equals(sitting.music, seat.music())) {
      sitting.music = seat.music();
      play(room.conference(), mixed, leg, seat.music());
    }
    if (sitting.muted != seat.muted()) {
      sitting.muted = seat.muted();
      mixed.mixer.execute(mixer -> mixer.mute(leg, seat.muted()));
    }
  }

  private @Nullable Sitting open(Room room, Live mixed, String leg, Seat seat) {
    Optional<Terms> terms = Formats.terms(seat.far(), seat.hosts());
    if (terms.isEmpty()) {
      complain(room.conference(), leg, Trouble.NO_CODEC);
      return null;
    }
    Optional<PortPair> pair = ports.open();
    if (pair.isEmpty()) {
      log.warn("No port is free for {} of {}", leg, room.conference());
      complain(room.conference(), leg, Trouble.NO_PORTS);
      return null;
    }
    RtpLeg rtp =
        threads.leg(pair.get(), terms.get(), key -> pressed(room.conference(), mixed, leg, key));
    var sitting = new Sitting(rtp, seat.far());
    mixed.seats.put(leg, sitting);
    mixed.mixer.execute(mixer -> mixer.seat(leg, rtp, System.nanoTime()));
    commands.accept(
        new RoomCommand.Open(
            room.conference(),
            instances.own(),
            leg,
            Formats.here(host, pair.get().port(), seat.far())));
    return sitting;
  }

  /** On the mixer thread: passed on to those who hear the party, and told. */
  private void pressed(String conference, Live mixed, String leg, int key) {
    mixed.mixer.execute(mixer -> mixer.pass(leg, key));
    commands.accept(
        new RoomCommand.Hear(conference, leg, String.valueOf(TelephoneEvent.KEYS.charAt(key))));
  }

  private void play(String conference, Live mixed, String leg, @Nullable String music) {
    if (music == null) {
      mixed.mixer.execute(mixer -> mixer.reconnect(leg));
    } else {
      Sound sound = sound(conference, leg, music);
      mixed.mixer.execute(mixer -> mixer.disconnect(leg, sound));
    }
  }

  private Sound sound(String conference, String leg, String music) {
    try {
      return media.read(music);
    } catch (NoSound none) {
      log.warn("{} of {} hears silence: {}", leg, conference, none.getMessage());
      complain(conference, leg, Trouble.NO_MUSIC);
      return Sound.SILENCE;
    }
  }

  private void act(String conference, RoomEvent event) {
    Live mixed = live.get(conference);
    if (mixed != null && event instanceof RoomEvent.Pressed press) {
      Sitting sitting = mixed.seats.get(press.leg());
      if (sitting != null) {
        mixed.mixer.execute(_ ->
            press
                .keys()
                .chars()
                .map(TelephoneEvent.KEYS::indexOf)
                .filter(key -> key >= 0)
                .forEach(sitting.leg::press));
      }
    }
  }

  private void complain(String conference, String leg, Trouble trouble) {
    commands.accept(new RoomCommand.Complain(conference, leg, trouble));
  }

  private Consumer<String> teller(String conference) {
    return leg -> complain(conference, leg, Trouble.SILENT);
  }

  private void stand(Live mixed, String leg) {
    Sitting sitting = mixed.seats.remove(leg);
    if (sitting != null) {
      mixed.mixer.execute(mixer -> {
        mixer.unseat(leg);
        ports.close(sitting.leg.ports());
      });
    }
  }

  private void end(String conference) {
    Live mixed = live.remove(conference);
    if (mixed != null) {
      List.copyOf(mixed.seats.keySet()).forEach(leg -> stand(mixed, leg));
      mixed.mixer.close();
    }
  }

  /** Rooms that are mixed here. */
  public int rooms() {
    return live.size();
  }

  @Override
  public void close() {
    List.copyOf(live.keySet()).forEach(this::end);
  }
}
