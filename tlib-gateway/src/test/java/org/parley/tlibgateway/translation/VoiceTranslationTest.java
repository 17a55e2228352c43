package org.parley.tlibgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.tlibgateway.translation.VoiceStory.ANNA;
import static org.parley.tlibgateway.translation.VoiceStory.BEN;
import static org.parley.tlibgateway.translation.VoiceStory.CALL;
import static org.parley.tlibgateway.translation.VoiceStory.CARL;
import static org.parley.tlibgateway.translation.VoiceStory.CONSULT;
import static org.parley.tlibgateway.translation.VoiceStory.DORA;
import static org.parley.tlibgateway.translation.VoiceStory.alerted;
import static org.parley.tlibgateway.translation.VoiceStory.asker;
import static org.parley.tlibgateway.translation.VoiceStory.dialed;
import static org.parley.tlibgateway.translation.VoiceStory.disconnectAsked;
import static org.parley.tlibgateway.translation.VoiceStory.disconnected;
import static org.parley.tlibgateway.translation.VoiceStory.established;
import static org.parley.tlibgateway.translation.VoiceStory.held;
import static org.parley.tlibgateway.translation.VoiceStory.invited;
import static org.parley.tlibgateway.translation.VoiceStory.left;
import static org.parley.tlibgateway.translation.VoiceStory.legOf;
import static org.parley.tlibgateway.translation.VoiceStory.member;
import static org.parley.tlibgateway.translation.VoiceStory.plain;
import static org.parley.tlibgateway.translation.VoiceStory.reconnected;
import static org.parley.tlibgateway.translation.VoiceStory.released;
import static org.parley.tlibgateway.translation.VoiceStory.withCallInfo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg.Stage;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;

/** The sequences of t-library.md 3.4 and the stories of seed 002, as golden files. */
class VoiceTranslationTest {
  private static final Map<String, Supplier<VoiceStory>> STORIES = new LinkedHashMap<>();

  static {
    // t-library.md 3.4
    story("answered-and-released-by-caller", () -> plain().twoTalk().record(over(ANNA)));
    story("answered-and-released-by-called", () -> plain().twoTalk().record(over(BEN)));
    story(
        "answered-by-request",
        () ->
            plain()
                .record(dialed(), alerted(CALL, BEN))
                .forgetTold()
                .record(new VoiceEvent.AnswerAsked(asker(5), CALL, BEN))
                .record(established(CALL, BEN)));
    story(
        "rejected",
        () ->
            plain()
                .record(dialed())
                .record(alerted(CALL, BEN))
                .record(released(CALL, BEN, CallState.BUSY)));
    story(
        "no-answer",
        () ->
            plain()
                .record(dialed())
                .record(alerted(CALL, BEN))
                .record(released(CALL, null, CallState.NO_ANSWER)));
    story(
        "endpoint-never-rang",
        () -> plain().record(dialed()).record(released(CALL, null, CallState.SIT_VACANT)));
    story(
        "own-phone-does-not-answer",
        () ->
            plain()
                .record(dialed(), legOf(ANNA, Stage.CALLED))
                .record(released(CALL, null, CallState.NO_ANSWER)));
    story(
        "caller-gives-up",
        () ->
            plain()
                .record(dialed())
                .record(alerted(CALL, BEN))
                .record(released(CALL, ANNA, CallState.ABANDONED)));
    story(
        "redirected",
        () ->
            plain()
                .record(dialed())
                .record(alerted(CALL, BEN))
                .record(
                    new VoiceEvent.Redirected(
                        asker(7),
                        CALL,
                        BEN,
                        member(CARL, PartyState.INITIATED),
                        new VoiceCall.Ringing(VoiceStory.AT, false, BEN)))
                .record(alerted(CALL, CARL))
                .record(established(CALL, CARL)));
    story(
        "hold-and-retrieve",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(held(asker(11), CALL, BEN))
                .record(new VoiceEvent.Retrieved(asker(12), CALL, BEN)));
    story("consult-conference", () -> plain().threeTalk());
    story(
        "alternate-and-reconnect",
        () ->
            plain()
                .consulting(Purpose.CONFERENCE)
                .forgetTold()
                .record(held(null, CONSULT, ANNA), new VoiceEvent.Retrieved(asker(25), CALL, ANNA))
                .record(held(null, CALL, ANNA), new VoiceEvent.Retrieved(asker(26), CONSULT, ANNA))
                .record(
                    new VoiceEvent.CallReleased(null, CONSULT, ANNA, CallState.OK),
                    new VoiceEvent.Retrieved(asker(27), CALL, ANNA)));
    story(
        "single-step-conference",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(invited(CARL))
                .record(alerted(CALL, CARL))
                .record(established(CALL, CARL)));
    story(
        "single-step-conference-not-joined",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(invited(CARL))
                .record(alerted(CALL, CARL))
                .record(new VoiceEvent.InvitationFailed(CALL, CARL, CallState.NO_ANSWER)));
    story(
        "deleted-from-conference", () -> plain().threeTalk().forgetTold().record(left(CARL, ANNA)));
    story("party-leaves", () -> plain().fourTalk().forgetTold().record(left(BEN, null)));
    story("party-leaves-two", () -> plain().threeTalk().forgetTold().record(left(BEN, BEN)));
    story(
        "cleared",
        () -> plain().threeTalk().forgetTold().record(released(CALL, BEN, CallState.CLEARED)));
    story(
        "conference-handed-over",
        () ->
            plain()
                .threeTalk()
                .forgetTold()
                .record(
                    new VoiceEvent.Transferred(
                        asker(24),
                        CALL,
                        null,
                        ANNA,
                        member(DORA, PartyState.INITIATED),
                        new VoiceCall.Ringing(VoiceStory.AT, true, ANNA)))
                .record(alerted(CALL, DORA))
                .record(established(CALL, DORA)));
    story(
        "transfer",
        () ->
            plain()
                .consulting(Purpose.TRANSFER)
                .forgetTold()
                .record(transferred(PartyState.CONNECTED, null)));
    story(
        "mute-transfer",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(
                    held(null, CALL, ANNA),
                    dialed(
                        CONSULT,
                        ANNA,
                        CARL,
                        CallType.CONSULT,
                        new VoiceCall.Consult(CALL, Purpose.MUTE_TRANSFER)))
                .record(
                    alerted(CONSULT, CARL),
                    transferred(
                        PartyState.ALERTING, new VoiceCall.Ringing(VoiceStory.AT, false, ANNA)))
                .record(established(CALL, CARL)));
    story(
        "single-step-transfer",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(
                    new VoiceEvent.Transferred(
                        asker(24),
                        CALL,
                        null,
                        ANNA,
                        member(CARL, PartyState.INITIATED),
                        new VoiceCall.Ringing(VoiceStory.AT, false, ANNA)))
                .record(alerted(CALL, CARL))
                .record(established(CALL, CARL)));
    story(
        "user-data",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(
                    new VoiceEvent.UserDataChanged(
                        asker(51), CALL, BEN, KvList.of("case", "4711"))));
    story(
        "keys",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(new VoiceEvent.KeysSent(asker(52), CALL, BEN, "12#")));
    story(
        "refused",
        () ->
            plain()
                .twoTalk()
                .forgetTold()
                .record(
                    new VoiceEvent.Refused(
                        asker(53),
                        CALL,
                        ANNA,
                        new Refusal(TlibError.CANT_COMPLETE_CONF, "nobody was consulted"))));
    // Seed 002, t-library.md 7
    story(
        "private-conversation",
        () ->
            withCallInfo(true)
                .threeTalk()
                .forgetTold()
                .record(disconnectAsked(ANNA, CARL))
                .record(disconnected(ANNA, CARL))
                .record(reconnected(BEN, CARL)));
    story(
        "private-conversation-not-possible",
        () ->
            withCallInfo(true)
                .threeTalk()
                .forgetTold()
                .record(disconnectAsked(ANNA, CARL))
                .record(
                    new VoiceEvent.ListenDisconnectFailed(
                        asker(31),
                        CALL,
                        ANNA,
                        CARL,
                        new Refusal(TlibError.NO_RES_AVAIL, "no mixer did it"))));
    story(
        "disconnector-leaves",
        () ->
            withCallInfo(true)
                .fourTalk()
                .record(disconnectAsked(ANNA, DORA))
                .forgetTold()
                .record(disconnected(ANNA, DORA))
                .record(left(ANNA, null)));
    story(
        "one-active-participant-remains",
        () ->
            withCallInfo(true)
                .threeTalk()
                .record(disconnectAsked(ANNA, CARL))
                .record(disconnected(ANNA, CARL))
                .forgetTold()
                .record(left(ANNA, null), reconnected(null, CARL)));
    story(
        "disconnected-party-hangs-up",
        () ->
            withCallInfo(true)
                .threeTalk()
                .record(disconnectAsked(ANNA, CARL))
                .record(disconnected(ANNA, CARL))
                .forgetTold()
                .record(left(CARL, null)));
    story(
        "call-info-without-states",
        () ->
            withCallInfo(false)
                .threeTalk()
                .record(disconnectAsked(ANNA, CARL))
                .forgetTold()
                .record(disconnected(ANNA, CARL)));
    story("call-info-as-parties-come", () -> withCallInfo(true).threeTalk());
    story(
        "muted-by-another",
        () ->
            withCallInfo(true)
                .threeTalk()
                .forgetTold()
                .record(new VoiceEvent.MuteChanged(asker(61), CALL, ANNA, BEN, true))
                .record(new VoiceEvent.MuteChanged(asker(62), CALL, BEN, BEN, false)));
  }

  private static void story(String name, Supplier<VoiceStory> story) {
    STORIES.put(name, story);
  }

  private static VoiceEvent over(Dn by) {
    return released(CALL, by, CallState.OK);
  }

  private static VoiceEvent transferred(PartyState state, VoiceCall.@Nullable Ringing ringing) {
    return new VoiceEvent.Transferred(asker(22), CALL, CONSULT, ANNA, member(CARL, state), ringing);
  }

  static Stream<String> stories() {
    return STORIES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("stories")
  void a_story_is_told_as_its_golden_file(String name) throws Exception {
    Golden.verify("voice/" + name, STORIES.get(name).get().told);
  }

  private record Told(Dn dn, MessageType type, Object connId, @Nullable Dn about) {}

  @ParameterizedTest
  @MethodSource("stories")
  void no_clients_are_told_the_same_twice(String name) {
    for (List<Delivery> event : STORIES.get(name).get().byEvent) {
      Set<Told> seen = new HashSet<>();
      for (Delivery delivery : event) {
        TlibEvent told = delivery.event();
        if (delivery instanceof Delivery.ToDn(Dn dn, _, _)) {
          assertThat(
                  seen.add(
                      new Told(
                          dn,
                          told.type(),
                          told.require(Attribute.CONN_ID),
                          told.get(Attribute.OTHER_DN))))
              .as("%s to %s", told, dn)
              .isTrue();
          assertThat(told.require(Attribute.THIS_DN)).isEqualTo(dn);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void a_request_is_answered_once(String name) {
    List<Origin> answered = new ArrayList<>();
    for (Delivery delivery : STORIES.get(name).get().told) {
      switch (delivery) {
        case Delivery.ToDn(_, Origin cause, _) when cause != null -> answered.add(cause);
        case Delivery.ToAsker(var asker, _) -> answered.add(asker);
        case Delivery.ToDn _ -> {}
      }
    }
    assertThat(answered).doesNotHaveDuplicates();
  }

  @Test
  void all_participants_hear_of_a_private_conversation_once() {
    VoiceStory story = withCallInfo(true).fourTalk().record(disconnectAsked(ANNA, DORA));
    story.forgetTold().record(disconnected(ANNA, DORA));
    assertThat(receivers(story, MessageType.EVENT_LISTEN_DISCONNECTED))
        .containsExactly(ANNA, BEN, CARL, DORA);
    assertThat(receivers(story, MessageType.EVENT_USER_EVENT))
        .containsExactly(ANNA, BEN, CARL, DORA);
    story.forgetTold().record(reconnected(CARL, DORA));
    assertThat(receivers(story, MessageType.EVENT_LISTEN_RECONNECTED))
        .containsExactly(ANNA, BEN, CARL, DORA);
  }

  @Test
  void who_is_muted_and_private_is_both_in_the_list() {
    VoiceStory story =
        withCallInfo(true)
            .fourTalk()
            .record(new VoiceEvent.MuteChanged(asker(61), CALL, ANNA, DORA, true))
            .record(disconnectAsked(ANNA, DORA));
    story.forgetTold().record(disconnected(ANNA, DORA));
    assertThat(story.told)
        .map(Delivery::event)
        .filteredOn(event -> event.type() == MessageType.EVENT_USER_EVENT)
        .isNotEmpty()
        .allSatisfy(event -> {
          assertThat(event.extensions().text("LCTParty3_state")).contains("ListenDisconnectedHeld");
          assertThat(event.extensions().text("LCTParty3_mute")).contains("on");
        });
  }

  @Test
  void without_the_option_nobody_gets_call_info() {
    assertThat(receivers(plain().fourTalk(), MessageType.EVENT_USER_EVENT)).isEmpty();
  }

  private static List<Dn> receivers(VoiceStory story, MessageType type) {
    return story.told.stream()
        .filter(delivery -> delivery.event().type() == type)
        .map(delivery -> delivery.event().require(Attribute.THIS_DN))
        .toList();
  }
}
