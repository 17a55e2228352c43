package org.parley.conference.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.conference.call.Switchroom.CALL;
import static org.parley.conference.call.Switchroom.CONSULT;
import static org.parley.conference.call.Switchroom.dn;
import static org.parley.conference.call.Switchroom.origin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.callmodel.Party;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.FromClient;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceInteraction.Place;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** Any commands in any order, repeated and late, leave an interaction that keeps its promises. */
class VoiceWalkTest {
  private static final List<String> DNS = List.of("a", "b", "c", "d", "e");

  private static final Map<String, Integer> seen = new TreeMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_sequence_of_commands_keeps_the_promises_of_a_call(long seed) {
    var random = new Random(seed);
    for (int walk = 0; walk < 200; walk++) {
      var room = new Switchroom();
      List<VoiceEvent> all = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        VoiceCommand command = promising(room, random);
        List<Origin> waiting = waiting(room.state);
        List<VoiceEvent> events = room.when(command);
        all.addAll(events);
        count(events);
        assertAnswered(command, events, waiting, room.state);
        assertKept(room.state);
        if (room.state != null && random.nextInt(3) == 0) {
          all.addAll(room.mixes());
          assertHeard(room.interaction());
        }
        if (random.nextInt(20) == 0) {
          all.addAll(room.later(Duration.ofSeconds(40)).timers());
        }
      }
      VoiceInteraction replayed = null;
      for (VoiceEvent event : all) {
        VoiceInteraction before = replayed;
        replayed = VoiceInteraction.evolve(before, event);
        if (!(event instanceof VoiceEvent.MuteChanged)) {
          assertSameMuted(before, event, replayed);
        }
      }
      assertThat(replayed).isEqualTo(room.state);
      assertNothingIsLeft(room);
    }
  }

  /** Each of them has been walked through often enough to mean something. */
  @AfterAll
  static void everything_happened() {
    assertThat(seen.keySet())
        .contains(
            "AnswerAsked",
            "Conferenced",
            "InvitationFailed",
            "KeysSent",
            "ListenDisconnectAsked",
            "ListenReconnected",
            "MuteChanged",
            "PartyReleased",
            "Redirected",
            "Refused",
            "Retrieved",
            "Transferred");
    assertThat(seen.values()).as(seen.toString()).allMatch(times -> times > 50);
  }

  private static void count(List<VoiceEvent> events) {
    events.forEach(event -> seen.merge(event.getClass().getSimpleName(), 1, Integer::sum));
  }

  /** Mostly one that is allowed and does not end it all: what is rare needs a long story. */
  private static VoiceCommand promising(Switchroom room, Random random) {
    VoiceCommand command = anyCommand(room, random);
    if (random.nextInt(5) > 0) {
      for (int tries = 0; tries < 30 && leadsNowhere(room.would(command)); tries++) {
        command = anyCommand(room, random);
      }
    }
    return command;
  }

  private static boolean leadsNowhere(List<VoiceEvent> events) {
    return events.stream().noneMatch(VoiceEvent.Change.class::isInstance)
        || events.stream().anyMatch(VoiceEvent.CallReleased.class::isInstance);
  }

  /** Who asks is told once: at once, or when the mixer has done it. */
  private static void assertAnswered(
      VoiceCommand command,
      List<VoiceEvent> events,
      List<Origin> waiting,
      @Nullable VoiceInteraction after) {
    List<Origin> answered =
        events.stream().map(VoiceWalkTest::origin1).filter(o -> o != null).toList();
    List<Origin> still = waiting(after);
    if (command instanceof FromClient asked
        && !(command instanceof VoiceCommand.ListenDisconnect)) {
      // The answers of others who waited may come with it.
      assertThat(answered).as("%s told %s", command, events).contains(asked.origin());
    }
    for (Origin origin : waiting) {
      if (!still.contains(origin)) {
        assertThat(answered).as("%s told %s", command, events).contains(origin);
      }
    }
  }

  private static List<Origin> waiting(@Nullable VoiceInteraction state) {
    return state == null
        ? List.of()
        : state.calls().values().stream()
            .flatMap(call -> call.apart().values().stream())
            .map(VoiceCall.Apart::request)
            .filter(request -> request != null)
            .map(VoiceCall.Apart.Request::origin)
            .toList();
  }

  private static @Nullable Origin origin1(VoiceEvent event) {
    return switch (event) {
      case VoiceEvent.Dialed e -> e.origin();
      case VoiceEvent.Established e -> e.origin();
      case VoiceEvent.Held e -> e.origin();
      case VoiceEvent.Retrieved e -> e.origin();
      case VoiceEvent.PartyInvited e -> e.origin();
      case VoiceEvent.Redirected e -> e.origin();
      case VoiceEvent.Conferenced e -> e.origin();
      case VoiceEvent.Transferred e -> e.origin();
      case VoiceEvent.PartyReleased e -> e.origin();
      case VoiceEvent.CallReleased e -> e.origin();
      case VoiceEvent.ListenDisconnectFailed e -> e.origin();
      case VoiceEvent.ListenDisconnected e -> e.origin();
      case VoiceEvent.ListenReconnected e -> e.origin();
      case VoiceEvent.MuteChanged e -> e.origin();
      case VoiceEvent.UserDataChanged e -> e.origin();
      case VoiceEvent.AnswerAsked e -> e.origin();
      case VoiceEvent.AnswerFailed e -> e.origin();
      case VoiceEvent.KeysSent e -> e.origin();
      case VoiceEvent.Acknowledged e -> e.origin();
      case VoiceEvent.Refused e -> e.origin();
      default -> null;
    };
  }

  /** Nobody is muted, or heard again, without a word: through a hold and a private conversation. */
  private static void assertSameMuted(
      @Nullable VoiceInteraction before, VoiceEvent event, @Nullable VoiceInteraction after) {
    if (before == null || after == null) {
      return;
    }
    for (VoiceCall call : after.calls().values()) {
      VoiceCall earlier = before.calls().get(call.connId());
      for (Party party : call.call().parties()) {
        if (earlier != null && earlier.call().has(party.dn())) {
          assertThat(call.isMuted(party.dn()))
              .as("%s muted after %s", party.dn(), event)
              .isEqualTo(earlier.isMuted(party.dn()));
        }
      }
    }
  }

  private static void assertKept(@Nullable VoiceInteraction state) {
    if (state == null) {
      return;
    }
    assertThat(state.calls()).isNotEmpty();
    for (VoiceCall call : state.calls().values()) {
      assertThat(call.call().parties()).hasSizeGreaterThan(1);
      assertThat(call.call().parties()).doesNotHaveDuplicates();
      assertThat(call.call().parties().stream().map(Party::dn))
          .containsAll(call.ringing().keySet());
      if (!call.apart().isEmpty()) {
        assertThat(call.answered().size() - call.apart().size()).isGreaterThan(1);
      }
    }
    for (VoiceLeg leg : state.legs().values()) {
      assertThat(state.callsOf(leg.dn())).isNotEmpty();
      long heard =
          state.callsOf(leg.dn()).stream()
              .filter(call -> call.stateOf(leg.dn()).filter(s -> !s.isHeld()).isPresent())
              .count();
      assertThat(heard).isLessThan(2);
    }
  }

  /** When rooms are as they are to be, everybody hears whom the rules say. */
  private static void assertHeard(VoiceInteraction state) {
    for (VoiceCall call : state.calls().values()) {
      for (Party listener : call.active()) {
        for (Party speaker : call.active()) {
          boolean both =
              state.legs().containsKey(listener.dn()) && state.legs().containsKey(speaker.dn());
          if (both && described(state, listener.dn()) && described(state, speaker.dn())) {
            assertThat(hears(state, call, listener.dn(), speaker.dn()))
                .as("%s hears %s in %s", listener.dn(), speaker.dn(), state)
                .isEqualTo(VoiceInteraction.hears(call, listener.dn(), speaker.dn()));
          }
        }
      }
    }
  }

  private static boolean described(VoiceInteraction state, Dn dn) {
    VoiceLeg leg = state.legs().get(dn);
    return leg != null && leg.far() != null;
  }

  private static boolean hears(VoiceInteraction state, VoiceCall call, Dn one, Dn other) {
    if (!(state.targetOf(one) instanceof Target.Towards(var there))) {
      return false;
    }
    if (!there.host().startsWith("room-")) {
      return there.host().equals(other.number());
    }
    Place listener = state.room(call).get(one);
    Place speaker = state.room(call).get(other);
    return listener != null
        && speaker != null
        && !one.equals(other)
        && listener.music() == null
        && speaker.music() == null
        && !speaker.muted();
  }

  private static void assertNothingIsLeft(Switchroom room) {
    for (String dn : DNS) {
      if (room.state != null) {
        room.when(new VoiceCommand.HangUp(CALL, room.leg(dn)));
      }
    }
    room.later(Duration.ofMinutes(2)).timers();
    assertThat(room.state).isNull();
  }

  private static VoiceCommand anyCommand(Switchroom room, Random random) {
    if (room.state == null) {
      return random.nextBoolean()
          ? Switchroom.arrive("a", DNS.get(random.nextInt(3)))
          : Switchroom.make("a", DNS.get(random.nextInt(3)));
    }
    Dn by = any(random);
    Dn to = any(random);
    String leg = room.leg(any(random).number());
    ConnId call = random.nextInt(3) == 0 ? CONSULT : CALL;
    ConnId other = call.equals(CALL) ? CONSULT : CALL;
    Origin origin = new Origin("gateway-1", by.hashCode(), random.nextInt());
    return switch (random.nextInt(33)) {
      case 0 -> new VoiceCommand.MakeCall(origin, CALL, by, "x", to, KvList.empty());
      case 1 -> new VoiceCommand.ReleaseCall(origin, call, by);
      case 2 -> new VoiceCommand.HoldCall(origin, call, by, null);
      case 3 -> new VoiceCommand.RetrieveCall(origin, call, by);
      case 4 -> new VoiceCommand.RedirectCall(origin, call, by, to);
      case 5, 6 ->
          new VoiceCommand.Consult(
              origin, CALL, by, "x", CONSULT, to, Purpose.values()[random.nextInt(3)], null, null);
      case 7 -> new VoiceCommand.CompleteConference(origin, call, by, other);
      case 8 -> new VoiceCommand.CompleteTransfer(origin, call, by, other);
      case 9 -> new VoiceCommand.AlternateCall(origin, call, by, other, null);
      case 10 -> new VoiceCommand.ReconnectCall(origin, call, by, other);
      case 11, 12, 13 -> new VoiceCommand.SingleStepConference(origin, call, by, to);
      case 14 -> new VoiceCommand.SingleStepTransfer(origin, call, by, to);
      case 15 -> new VoiceCommand.DeleteFromConference(origin, call, by, to.number());
      case 16, 17, 18 -> new VoiceCommand.ListenDisconnect(origin, call, by, to.number(), null);
      case 19 -> new VoiceCommand.ListenReconnect(origin, call, by, to.number());
      case 20 -> new VoiceCommand.MuteParty(origin, call, by, to.number(), random.nextBoolean());
      case 21 -> new VoiceCommand.SendDtmf(origin, call, by, "1");
      case 22 -> new VoiceCommand.Ring(CALL, leg);
      case 23, 24, 25, 26 -> answer(room, leg, random);
      case 27 -> new VoiceCommand.Fail(CALL, leg, 486);
      case 28 -> new VoiceCommand.HangUp(CALL, leg);
      case 29 -> new VoiceCommand.ClearCall(origin, call, by);
      case 30, 31 -> offer(room, leg, random);
      default -> new VoiceCommand.AnswerCall(origin, call, by);
    };
  }

  private static VoiceCommand answer(Switchroom room, String leg, Random random) {
    room.interaction()
        .leg(leg)
        .filter(found -> found.far() == null)
        .ifPresent(found ->
            room.when(
                new VoiceCommand.Describe(
                    CALL, leg, Switchroom.audio(found.dn().number()), Set.of(), null, false)));
    return new VoiceCommand.Answer(CALL, leg);
  }

  /** An endpoint's own hold key, or whatever else makes it describe itself anew. */
  private static VoiceCommand offer(Switchroom room, String leg, Random random) {
    AudioDescription said =
        room.interaction()
            .leg(leg)
            .map(found -> Switchroom.audio(found.dn().number()))
            .orElseGet(() -> Switchroom.audio("nobody"));
    Direction direction = Direction.values()[random.nextInt(Direction.values().length)];
    return new VoiceCommand.Describe(
        CALL,
        leg,
        new AudioDescription(said.host(), said.port(), said.formats(), direction),
        Set.of(),
        null,
        true);
  }

  private static Dn any(Random random) {
    return dn(DNS.get(random.nextInt(DNS.size())));
  }
}
