package org.parley.contracts.media;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A room as its events left it.
 *
 * @param instance the media-server that mixes it; null: none has taken it yet
 * @param seats by leg, in the order in which they came
 */
public record Room(String conference, @Nullable String instance, Map<String, Seat> seats) {

  public Room {
    seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
  }

  /**
   * A place in a room.
   *
   * @param hosts from which packets of the far end may come
   * @param here where it is expected; null: no ports are open for it yet
   * @param music what it hears, and nobody hears it; null: it takes part
   * @param muted whether it hears the others and they do not hear it
   */
  public record Seat(
      AudioDescription far,
      Set<String> hosts,
      @Nullable AudioDescription here,
      @Nullable String music,
      boolean muted) {
    public Seat {
      hosts = Set.copyOf(hosts);
    }

    Seat at(@Nullable AudioDescription other) {
      return new Seat(far, hosts, other, music, muted);
    }

    Seat hearing(@Nullable String other) {
      return new Seat(far, hosts, here, other, muted);
    }

    Seat muted(boolean other) {
      return new Seat(far, hosts, here, music, other);
    }
  }

  /** Whether {@code listener} hears what {@code speaker} says. */
  public boolean hears(String listener, String speaker) {
    Seat one = seats.get(listener);
    Seat other = seats.get(speaker);
    return one != null
        && other != null
        && !listener.equals(speaker)
        && one.music() == null
        && other.music() == null
        && !other.muted();
  }

  /**
   * The room after an event.
   *
   * @param room null: there is none
   * @return null: the last seat was given back
   * @throws IllegalStateException for an event that cannot follow
   */
  public static @Nullable Room evolve(@Nullable Room room, RoomEvent event) {
    if (room == null) {
      if (event instanceof RoomEvent.SeatWanted first) {
        return new Room(first.conference(), null, Map.of(first.leg(), wanted(first)));
      }
      throw new IllegalStateException(event + " without a room");
    }
    return switch (event) {
      case RoomEvent.SeatWanted e -> room.with(e.leg(), wanted(e));
      case RoomEvent.FarEndChanged e ->
          room.changed(
              e.leg(),
              seat -> new Seat(e.far(), e.hosts(), seat.here(), seat.music(), seat.muted()));
      case RoomEvent.Taken e -> room.taken(e.instance());
      case RoomEvent.Opened e -> room.changed(e.leg(), seat -> seat.at(e.here()));
      case RoomEvent.Unseated e -> room.without(e.leg());
      case RoomEvent.Disconnected e -> room.changed(e.leg(), seat -> seat.hearing(e.music()));
      case RoomEvent.Reconnected e -> room.changed(e.leg(), seat -> seat.hearing(null));
      case RoomEvent.MuteChanged e -> room.changed(e.leg(), seat -> seat.muted(e.muted()));
      case RoomEvent.Pressed _, RoomEvent.Heard _, RoomEvent.Complained _ -> room;
    };
  }

  private static Seat wanted(RoomEvent.SeatWanted event) {
    return new Seat(event.far(), event.hosts(), null, null, false);
  }

  private Room with(String leg, Seat seat) {
    var changed = new LinkedHashMap<>(seats);
    changed.put(leg, seat);
    return new Room(conference, instance, changed);
  }

  private Room changed(String leg, UnaryOperator<Seat> change) {
    Seat seat = seats.get(leg);
    if (seat == null) {
      throw new IllegalStateException(leg + " has no seat in " + conference);
    }
    return with(leg, change.apply(seat));
  }

  private Room taken(String by) {
    var changed = new LinkedHashMap<String, Seat>();
    seats.forEach((leg, seat) -> changed.put(leg, seat.at(null)));
    return new Room(conference, by, changed);
  }

  private @Nullable Room without(String leg) {
    var changed = new LinkedHashMap<>(seats);
    changed.remove(leg);
    return changed.isEmpty() ? null : new Room(conference, instance, changed);
  }
}
