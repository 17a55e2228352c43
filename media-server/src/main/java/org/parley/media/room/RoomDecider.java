package org.parley.media.room;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.Room;
import org.parley.contracts.media.Room.Seat;
import org.parley.contracts.media.RoomCommand;
import org.parley.contracts.media.RoomEvent;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Decider;

/**
 * Says what comes of a command about a room. Whoever asks looks at the state what is still to be
 * asked, and may ask too late or twice: what is so already, or cannot be any more, is nothing.
 */
public final class RoomDecider implements Decider<RoomCommand, RoomEvent, Room> {
  private static final List<RoomEvent> NOTHING = List.of();

  @Override
  public List<RoomEvent> decide(@Nullable Room room, RoomCommand command, CommandPosition at) {
    return switch (command) {
      case RoomCommand.Seat c -> seat(room, c);
      case RoomCommand.Take c -> take(room, c);
      case RoomCommand.Unseat c ->
          about(room, c.leg(), _ -> new RoomEvent.Unseated(c.conference(), c.leg()));
      case RoomCommand.Disconnect c ->
          about(
              room,
              c.leg(),
              seat ->
                  c.music().equals(seat.music())
                      ? null
                      : new RoomEvent.Disconnected(c.conference(), c.leg(), c.music()));
      case RoomCommand.Reconnect c ->
          about(
              room,
              c.leg(),
              seat ->
                  seat.music() == null ? null : new RoomEvent.Reconnected(c.conference(), c.leg()));
      case RoomCommand.Mute c ->
          about(
              room,
              c.leg(),
              seat ->
                  seat.muted() == c.muted()
                      ? null
                      : new RoomEvent.MuteChanged(c.conference(), c.leg(), c.muted()));
      case RoomCommand.Press c ->
          about(room, c.leg(), _ -> new RoomEvent.Pressed(c.conference(), c.leg(), c.keys()));
      case RoomCommand.Open c ->
          room != null && c.instance().equals(room.instance())
              ? about(
                  room,
                  c.leg(),
                  seat ->
                      c.here().equals(seat.here())
                          ? null
                          : new RoomEvent.Opened(c.conference(), c.leg(), c.here()))
              : NOTHING;
      case RoomCommand.Hear c ->
          about(room, c.leg(), _ -> new RoomEvent.Heard(c.conference(), c.leg(), c.key()));
      case RoomCommand.Complain c ->
          about(room, c.leg(), _ -> new RoomEvent.Complained(c.conference(), c.leg(), c.trouble()));
    };
  }

  private interface AboutSeat {
    /** Null: nothing. */
    @Nullable RoomEvent of(Seat seat);
  }

  private static List<RoomEvent> about(@Nullable Room room, String leg, AboutSeat what) {
    Seat seat = room == null ? null : room.seats().get(leg);
    RoomEvent event = seat == null ? null : what.of(seat);
    return event == null ? NOTHING : List.of(event);
  }

  private static List<RoomEvent> seat(@Nullable Room room, RoomCommand.Seat command) {
    Seat seat = room == null ? null : room.seats().get(command.leg());
    if (seat == null) {
      return List.of(
          new RoomEvent.SeatWanted(
              command.conference(), command.leg(), command.far(), command.hosts()));
    }
    boolean same = seat.far().equals(command.far()) && seat.hosts().equals(command.hosts());
    return same
        ? NOTHING
        : List.of(
            new RoomEvent.FarEndChanged(
                command.conference(), command.leg(), command.far(), command.hosts()));
  }

  /** Of several that want it the first gets it: they name the one that they want it from. */
  private static List<RoomEvent> take(@Nullable Room room, RoomCommand.Take command) {
    if (room == null) {
      return NOTHING;
    }
    String now = room.instance() == null ? "" : room.instance();
    return now.equals(command.insteadOf())
        ? List.of(new RoomEvent.Taken(command.conference(), command.instance()))
        : NOTHING;
  }

  @Override
  public @Nullable Room evolve(@Nullable Room room, RoomEvent event) {
    return Room.evolve(room, event);
  }
}
