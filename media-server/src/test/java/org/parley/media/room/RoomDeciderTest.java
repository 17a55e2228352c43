package org.parley.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.media.Room;
import org.parley.contracts.media.RoomCommand;
import org.parley.contracts.media.RoomEvent;
import org.parley.contracts.media.RoomEvent.Trouble;
import org.parley.eventlog.CommandPosition;

class RoomDeciderTest {
  private static final String C = "0500000000000001";
  private static final Set<String> HOSTS = Set.of("192.0.2.1");
  private static final CommandPosition HERE = new CommandPosition(0, 0, C, Instant.EPOCH);

  private final RoomDecider decider = new RoomDecider();
  private @Nullable Room room;

  private static AudioDescription at(int port) {
    return new AudioDescription(
        "192.0.2.1", port, List.of(new Format(0, "PCMU", 8_000, null)), Direction.SEND_RECEIVE);
  }

  private List<RoomEvent> ask(RoomCommand command) {
    List<RoomEvent> events = decider.decide(room, command, HERE);
    for (RoomEvent event : events) {
      room = decider.evolve(room, event);
    }
    return events;
  }

  private void seated(String... legs) {
    for (String leg : legs) {
      ask(new RoomCommand.Seat(C, leg, at(4_000), HOSTS));
    }
  }

  @Test
  void the_first_seat_makes_the_room_and_the_last_one_ends_it() {
    assertThat(ask(new RoomCommand.Seat(C, "a", at(4_000), HOSTS)))
        .containsExactly(new RoomEvent.SeatWanted(C, "a", at(4_000), HOSTS));
    seated("b");
    ask(new RoomCommand.Unseat(C, "a"));
    assertThat(room.seats()).containsOnlyKeys("b");

    ask(new RoomCommand.Unseat(C, "b"));
    assertThat(room).isNull();
  }

  @Test
  void of_two_that_take_it_the_first_has_it() {
    seated("a");

    assertThat(ask(new RoomCommand.Take(C, "m1", "")))
        .containsExactly(new RoomEvent.Taken(C, "m1"));
    assertThat(ask(new RoomCommand.Take(C, "m2", ""))).isEmpty();
    assertThat(ask(new RoomCommand.Open(C, "m2", "a", at(10_002)))).isEmpty();
    assertThat(ask(new RoomCommand.Open(C, "m1", "a", at(10_000))))
        .containsExactly(new RoomEvent.Opened(C, "a", at(10_000)));
  }

  @Test
  void who_takes_it_from_a_dead_one_opens_all_seats_anew_and_keeps_who_sits_apart() {
    seated("a", "b", "c");
    ask(new RoomCommand.Take(C, "m1", ""));
    ask(new RoomCommand.Open(C, "m1", "a", at(10_000)));
    ask(new RoomCommand.Disconnect(C, "b", "music/on_hold"));

    ask(new RoomCommand.Take(C, "m2", "m1"));

    assertThat(room.instance()).isEqualTo("m2");
    assertThat(room.seats().values()).allSatisfy(seat -> assertThat(seat.here()).isNull());
    assertThat(room.seats().get("b").music()).isEqualTo("music/on_hold");
  }

  @Test
  void a_far_end_that_moves_keeps_its_seat() {
    seated("a");
    ask(new RoomCommand.Take(C, "m1", ""));
    ask(new RoomCommand.Open(C, "m1", "a", at(10_000)));

    assertThat(ask(new RoomCommand.Seat(C, "a", at(4_002), HOSTS)))
        .containsExactly(new RoomEvent.FarEndChanged(C, "a", at(4_002), HOSTS));
    assertThat(room.seats().get("a").here()).isEqualTo(at(10_000));
  }

  @Test
  void other_music_is_a_change_and_the_same_is_none() {
    seated("a");
    ask(new RoomCommand.Disconnect(C, "a", "one"));

    assertThat(ask(new RoomCommand.Disconnect(C, "a", "one"))).isEmpty();
    assertThat(ask(new RoomCommand.Disconnect(C, "a", "two"))).hasSize(1);
    assertThat(room.seats().get("a").music()).isEqualTo("two");
  }

  @Test
  void keys_and_complaints_are_told_and_change_nothing() {
    seated("a");
    Room before = room;

    assertThat(ask(new RoomCommand.Hear(C, "a", "5")))
        .containsExactly(new RoomEvent.Heard(C, "a", "5"));
    assertThat(ask(new RoomCommand.Press(C, "a", "12#")))
        .containsExactly(new RoomEvent.Pressed(C, "a", "12#"));
    assertThat(ask(new RoomCommand.Complain(C, "a", Trouble.SILENT)))
        .containsExactly(new RoomEvent.Complained(C, "a", Trouble.SILENT));
    assertThat(room).isEqualTo(before);
  }

  /** Every command in every situation, and twice: the second time nothing comes of it. */
  @Test
  void what_is_so_already_is_nothing() {
    var random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      room = null;
      for (int step = 0; step < 25; step++) {
        RoomCommand command = any(random);
        ask(command);
        boolean tellsOnly =
            command instanceof RoomCommand.Press
                || command instanceof RoomCommand.Hear
                || command instanceof RoomCommand.Complain;
        boolean takesFromItself =
            command instanceof RoomCommand.Take take && take.instance().equals(take.insteadOf());
        if (!tellsOnly && !takesFromItself) {
          assertThat(ask(command)).as("again %s", command).isEmpty();
        }
      }
    }
  }

  private static RoomCommand any(Random random) {
    String leg = List.of("a", "b", "c").get(random.nextInt(3));
    String instance = List.of("m1", "m2").get(random.nextInt(2));
    return switch (random.nextInt(10)) {
      case 0, 1 -> new RoomCommand.Seat(C, leg, at(4_000 + random.nextInt(2)), HOSTS);
      case 2 -> new RoomCommand.Unseat(C, leg);
      case 3 -> new RoomCommand.Disconnect(C, leg, "music");
      case 4 -> new RoomCommand.Reconnect(C, leg);
      case 5 -> new RoomCommand.Mute(C, leg, random.nextBoolean());
      case 6 -> new RoomCommand.Press(C, leg, "1");
      case 7 -> new RoomCommand.Take(C, instance, instance.equals("m1") ? "" : "m1");
      case 8 -> new RoomCommand.Open(C, instance, leg, at(10_000));
      default -> new RoomCommand.Hear(C, leg, "1");
    };
  }

  @Test
  void after_any_commands_who_hears_whom_follows_from_the_seats() {
    var random = new Random(8);
    for (int run = 0; run < 500; run++) {
      room = null;
      for (int step = 0; step < 25; step++) {
        ask(any(random));
      }
      List<String> legs = room == null ? List.of() : new ArrayList<>(room.seats().keySet());
      for (String listener : legs) {
        for (String speaker : legs) {
          boolean apart =
              room.seats().get(listener).music() != null
                  || room.seats().get(speaker).music() != null;
          assertThat(room.hears(listener, speaker))
              .isEqualTo(!listener.equals(speaker) && !apart && !room.seats().get(speaker).muted());
        }
      }
    }
  }
}
