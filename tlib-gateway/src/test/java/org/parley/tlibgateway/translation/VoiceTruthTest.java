package org.parley.tlibgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.tlibgateway.translation.VoiceStory.AT;
import static org.parley.tlibgateway.translation.VoiceStory.CALL;
import static org.parley.tlibgateway.translation.VoiceStory.CONSULT;
import static org.parley.tlibgateway.translation.VoiceStory.asker;
import static org.parley.tlibgateway.translation.VoiceStory.dialed;
import static org.parley.tlibgateway.translation.VoiceStory.withCallInfo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibEvent;

/**
 * Whatever happens in a call: a client that believes its events, and only them, knows at each
 * moment what its DN does in which call, and who takes part in what state.
 */
class VoiceTruthTest {
  private static final int STEPS = 60;
  private static final List<Dn> DNS =
      IntStream.rangeClosed(1001, 1006).mapToObj(n -> new Dn(String.valueOf(n))).toList();

  /** What the clients of a DN believe. */
  private static final class Believer {
    final Map<ConnId, String> calls = new HashMap<>();
    final Map<ConnId, KvList> lists = new HashMap<>();

    void hear(TlibEvent event) {
      ConnId connId = event.get(Attribute.CONN_ID);
      if (connId == null) {
        return;
      }
      switch (event.type()) {
        case EVENT_DIALING -> calls.put(connId, "dialing");
        case EVENT_RINGING -> calls.put(connId, "ringing");
        case EVENT_ESTABLISHED, EVENT_RETRIEVED -> calls.put(connId, "talking");
        case EVENT_HELD -> calls.put(connId, "holding");
        case EVENT_RELEASED, EVENT_ABANDONED -> forget(connId);
        case EVENT_PARTY_CHANGED -> {
          ConnId previous = event.require(Attribute.PREVIOUS_CONN_ID);
          String state = Objects.requireNonNull(calls.get(previous));
          if (!previous.equals(connId)) {
            forget(previous);
            calls.put(connId, state);
          }
        }
        case EVENT_USER_EVENT -> lists.put(connId, event.extensions());
        default -> {
          // about others
        }
      }
    }

    private void forget(ConnId connId) {
      assertThat(calls.remove(connId)).as("ended once").isNotNull();
      lists.remove(connId);
    }
  }

  private static final Map<String, Integer> seen = new TreeMap<>();

  private final Map<Dn, Believer> believers = new HashMap<>();

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void clients_know_the_truth(int seed) {
    var random = new Random(seed);
    VoiceStory story = withCallInfo(true);
    DNS.forEach(dn -> believers.put(dn, new Believer()));
    for (int step = 0; step < STEPS; step++) {
      VoiceEvent event = oneOf(possible(story.state), random);
      seen.merge(event.getClass().getSimpleName(), 1, Integer::sum);
      story.forgetTold().record(event);
      for (Delivery delivery : story.told) {
        if (delivery instanceof Delivery.ToDn(Dn dn, _, TlibEvent told)) {
          believers.get(dn).hear(told);
        }
      }
      DNS.forEach(dn -> assertThatItBelievesTheTruth(dn, story.state, event));
    }
  }

  /** Each kind of event is as likely as another; an end, less: most is still to come. */
  private static VoiceEvent oneOf(List<VoiceEvent> possible, Random random) {
    List<VoiceEvent> going =
        possible.stream().filter(event -> !(event instanceof VoiceEvent.CallReleased)).toList();
    List<VoiceEvent> wanted = going.isEmpty() || random.nextInt(25) == 0 ? possible : going;
    List<Class<?>> kinds = wanted.stream().<Class<?>>map(VoiceEvent::getClass).distinct().toList();
    Class<?> kind = kinds.get(random.nextInt(kinds.size()));
    List<VoiceEvent> ofKind = wanted.stream().filter(kind::isInstance).toList();
    return ofKind.get(random.nextInt(ofKind.size()));
  }

  @AfterAll
  static void everything_happened() {
    assertThat(seen.keySet())
        .contains(
            "Redirected",
            "Conferenced",
            "Transferred",
            "PartyReleased",
            "InvitationFailed",
            "ListenReconnected",
            "MuteChanged",
            "CallReleased",
            "Forgotten");
    assertThat(seen.values()).as(seen.toString()).allMatch(times -> times > 50);
  }

  private void assertThatItBelievesTheTruth(
      Dn dn, @Nullable VoiceInteraction interaction, VoiceEvent last) {
    Map<ConnId, String> true_ = new HashMap<>();
    Map<ConnId, KvList> lists = new HashMap<>();
    if (interaction != null) {
      for (VoiceCall call : interaction.callsOf(dn)) {
        PartyState state = call.stateOf(dn).orElseThrow();
        if (!state.isInitiated()) {
          true_.put(call.connId(), inWords(state));
        }
        if (state.isConnected() || state.isHeld()) {
          lists.put(call.connId(), CallInfo.of(call, true));
        }
      }
    }
    assertThat(believers.get(dn).calls).as("%s after %s", dn, last).isEqualTo(true_);
    assertThat(believers.get(dn).lists).as("%s after %s", dn, last).isEqualTo(lists);
  }

  private static String inWords(PartyState state) {
    if (state.isConnected()) {
      return "talking";
    }
    if (state.isHeld()) {
      return "holding";
    }
    return state.isAlerting() ? "ringing" : "dialing";
  }

  /** What may come next; as conference-service would have it, with the choice left open. */
  private static List<VoiceEvent> possible(@Nullable VoiceInteraction interaction) {
    if (interaction == null) {
      return List.of(dialed());
    }
    if (interaction.calls().isEmpty()) {
      return List.of(new VoiceEvent.Forgotten(CALL));
    }
    List<VoiceEvent> events = new ArrayList<>();
    for (VoiceCall call : interaction.calls().values()) {
      ringing(interaction, call, events);
      for (Party party : call.call().parties()) {
        if (!call.ringing().containsKey(party.dn()) && isAnswered(call)) {
          talking(interaction, call, party, events);
        }
      }
      events.add(
          new VoiceEvent.CallReleased(
              asker(9), call.connId(), call.call().parties().getFirst().dn(), CallState.OK));
    }
    return events;
  }

  private static boolean isAnswered(VoiceCall call) {
    return call.present().size() + call.answered().size() > 0
        && call.call().parties().stream().noneMatch(p -> p.state().equals(PartyState.DIALING));
  }

  private static void ringing(
      VoiceInteraction interaction, VoiceCall call, List<VoiceEvent> events) {
    ConnId connId = call.connId();
    call.ringing()
        .forEach((dn, how) -> {
          if (call.stateOf(dn).orElseThrow().isInitiated()) {
            events.add(new VoiceEvent.Alerted(connId, dn));
          } else {
            events.add(new VoiceEvent.Established(null, connId, dn));
            free(interaction)
                .forEach(to ->
                    events.add(
                        new VoiceEvent.Redirected(
                            asker(7),
                            connId,
                            dn,
                            party(to, PartyState.INITIATED),
                            new VoiceCall.Ringing(AT, how.joins(), dn))));
          }
          events.add(
              how.joins()
                  ? new VoiceEvent.InvitationFailed(connId, dn, CallState.NO_ANSWER)
                  : new VoiceEvent.CallReleased(null, connId, null, CallState.NO_ANSWER));
        });
  }

  private static void talking(
      VoiceInteraction interaction, VoiceCall call, Party party, List<VoiceEvent> events) {
    ConnId connId = call.connId();
    Dn dn = party.dn();
    boolean apart = call.apart().containsKey(dn);
    boolean hears = party.state().isConnected() && !apart;
    if (party.state().isHeld() && interaction.heardBy(dn).isEmpty()) {
      events.add(new VoiceEvent.Retrieved(asker(12), connId, dn));
    }
    if (hears) {
      events.add(new VoiceEvent.Held(asker(11), connId, dn, Map.of()));
      events.add(new VoiceEvent.MuteChanged(asker(61), connId, dn, dn, !party.state().isMuted()));
      for (Dn to : free(interaction)) {
        events.add(
            new VoiceEvent.PartyInvited(
                asker(23),
                connId,
                dn,
                party(to, PartyState.INITIATED),
                new VoiceCall.Ringing(AT, true, dn)));
      }
    }
    if (call.answered().size() > 2) {
      events.add(new VoiceEvent.PartyReleased(asker(41), connId, dn, null));
      events.add(
          apart
              ? call.apart().get(dn).request() == null
                  ? new VoiceEvent.ListenReconnected(asker(33), connId, dn, dn)
                  : new VoiceEvent.ListenDisconnected(asker(31), connId, dn, dn)
              : new VoiceEvent.ListenDisconnectAsked(asker(31), connId, dn, dn, "music", AT));
    }
    consulting(interaction, call, party, events);
  }

  private static void consulting(
      VoiceInteraction interaction, VoiceCall call, Party party, List<VoiceEvent> events) {
    Dn dn = party.dn();
    VoiceCall consult = interaction.calls().get(CONSULT);
    if (!call.connId().equals(CALL) || !party.state().isHeld()) {
      return;
    }
    if (consult == null) {
      free(interaction).stream()
          .limit(1)
          .forEach(to ->
              events.add(
                  dialed(
                      CONSULT,
                      dn,
                      to,
                      CallType.CONSULT,
                      new VoiceCall.Consult(CALL, Purpose.TRANSFER))));
    } else if (consult.call().has(dn) && consult.call().parties().size() == 2) {
      Party other = consult.call().others(dn).getFirst();
      VoiceCall.Ringing ringing = consult.ringing().get(other.dn());
      boolean conference = call.call().parties().size() > 2;
      if (isAnswered(consult) && ringing == null && other.state().isConnected()) {
        events.add(new VoiceEvent.Conferenced(asker(21), CALL, CONSULT, dn, other));
      }
      if (!other.state().isInitiated() && !other.state().isHeld()) {
        events.add(
            new VoiceEvent.Transferred(
                asker(22),
                CALL,
                CONSULT,
                dn,
                other,
                ringing == null ? null : new VoiceCall.Ringing(AT, conference, dn)));
      }
    }
  }

  private static List<Dn> free(VoiceInteraction interaction) {
    return DNS.stream().filter(dn -> interaction.callsOf(dn).isEmpty()).limit(2).toList();
  }

  private static Party party(Dn dn, PartyState state) {
    return new Party(dn, dn.number(), "A", DnRole.CONFERENCE_MEMBER, state);
  }
}
