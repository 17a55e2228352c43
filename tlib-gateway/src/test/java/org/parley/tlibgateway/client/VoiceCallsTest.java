package org.parley.tlibgateway.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.tlibgateway.translation.VoiceStory.ANNA;
import static org.parley.tlibgateway.translation.VoiceStory.BEN;
import static org.parley.tlibgateway.translation.VoiceStory.CALL;
import static org.parley.tlibgateway.translation.VoiceStory.CARL;
import static org.parley.tlibgateway.translation.VoiceStory.CONSULT;
import static org.parley.tlibgateway.translation.VoiceStory.alerted;
import static org.parley.tlibgateway.translation.VoiceStory.asker;
import static org.parley.tlibgateway.translation.VoiceStory.dialed;
import static org.parley.tlibgateway.translation.VoiceStory.established;
import static org.parley.tlibgateway.translation.VoiceStory.held;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MergeType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;

/** Requests about voice calls, and what clients get of the voice log. */
class VoiceCallsTest {
  private static final Origin ASKER = asker(7);
  private static final ConnId CHAT = ConnId.parse("1500000000000abc");
  private static final ConnId ELSEWHERE = ConnId.parse("0800000000000abc");
  private static final KvList DATA = KvList.of("case", "4711");

  private final Hall hall = new Hall();

  private static TlibRequest.MakeCall makeCall(
      @Nullable MediaType medium, @Nullable String location, @Nullable KvList extensions) {
    return new TlibRequest.MakeCall(7, ANNA, BEN, location, null, medium, DATA, null, extensions);
  }

  private static TlibRequest.PrivateService mute(int service) {
    return new TlibRequest.PrivateService(7, ANNA, CALL, BEN, service, null, null, null);
  }

  private static VoiceCommand consult(Purpose purpose) {
    return new VoiceCommand.Consult(
        ASKER, CALL, ANNA, "1001", CALL.consult(1), CARL, purpose, null, null);
  }

  private static VoiceRequest listenDisconnect(@Nullable String music) {
    return new VoiceRequest.ListenDisconnect(
        7, ANNA, CALL, BEN, null, music == null ? null : KvList.of("music", music));
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        Arguments.of(
            new TlibRequest.AnswerCall(7, ANNA, CALL, null, null),
            new VoiceCommand.AnswerCall(ASKER, CALL, ANNA)),
        Arguments.of(
            new TlibRequest.ReleaseCall(7, ANNA, CALL, null, null),
            new VoiceCommand.ReleaseCall(ASKER, CALL, ANNA)),
        Arguments.of(
            new VoiceRequest.ClearCall(7, ANNA, CALL, null, null),
            new VoiceCommand.ClearCall(ASKER, CALL, ANNA)),
        Arguments.of(
            new VoiceRequest.HoldCall(7, ANNA, CALL, null, null),
            new VoiceCommand.HoldCall(ASKER, CALL, ANNA, null)),
        Arguments.of(
            new VoiceRequest.HoldCall(7, ANNA, CALL, null, KvList.of("music", "music/quiet")),
            new VoiceCommand.HoldCall(ASKER, CALL, ANNA, "music/quiet")),
        Arguments.of(
            new VoiceRequest.RetrieveCall(7, ANNA, CALL, null, null),
            new VoiceCommand.RetrieveCall(ASKER, CALL, ANNA)),
        Arguments.of(
            new VoiceRequest.RedirectCall(7, ANNA, CALL, CARL, null, null),
            new VoiceCommand.RedirectCall(ASKER, CALL, ANNA, CARL)),
        Arguments.of(
            new VoiceRequest.InitiateConference(7, ANNA, CALL, CARL, null, null, null, null),
            consult(Purpose.CONFERENCE)),
        Arguments.of(
            new VoiceRequest.InitiateTransfer(7, ANNA, CALL, CARL, "A", null, null, null),
            consult(Purpose.TRANSFER)),
        Arguments.of(
            new VoiceRequest.MuteTransfer(7, ANNA, CALL, CARL, "", null, null, null),
            consult(Purpose.MUTE_TRANSFER)),
        Arguments.of(
            new VoiceRequest.CompleteConference(7, ANNA, CALL, CONSULT, null, null),
            new VoiceCommand.CompleteConference(ASKER, CALL, ANNA, CONSULT)),
        Arguments.of(
            new VoiceRequest.CompleteTransfer(7, ANNA, CALL, CONSULT, null, null),
            new VoiceCommand.CompleteTransfer(ASKER, CALL, ANNA, CONSULT)),
        Arguments.of(
            new VoiceRequest.MergeCalls(7, ANNA, CALL, CONSULT, MergeType.CONFERENCE, null, null),
            new VoiceCommand.CompleteConference(ASKER, CALL, ANNA, CONSULT)),
        Arguments.of(
            new VoiceRequest.MergeCalls(7, ANNA, CALL, CONSULT, MergeType.TRANSFER, null, null),
            new VoiceCommand.CompleteTransfer(ASKER, CALL, ANNA, CONSULT)),
        Arguments.of(
            new VoiceRequest.AlternateCall(7, ANNA, CALL, CONSULT, null, null),
            new VoiceCommand.AlternateCall(ASKER, CALL, ANNA, CONSULT, null)),
        Arguments.of(
            new VoiceRequest.ReconnectCall(7, ANNA, CALL, CONSULT, null, null),
            new VoiceCommand.ReconnectCall(ASKER, CALL, ANNA, CONSULT)),
        Arguments.of(
            new VoiceRequest.SingleStepConference(7, ANNA, CALL, CARL, null, null, null),
            new VoiceCommand.SingleStepConference(ASKER, CALL, ANNA, CARL)),
        Arguments.of(
            new VoiceRequest.SingleStepTransfer(7, ANNA, CALL, CARL, null, null, null),
            new VoiceCommand.SingleStepTransfer(ASKER, CALL, ANNA, CARL)),
        Arguments.of(
            new VoiceRequest.DeleteFromConference(7, ANNA, CALL, BEN, null, null),
            new VoiceCommand.DeleteFromConference(ASKER, CALL, ANNA, "1002")),
        Arguments.of(
            listenDisconnect(null),
            new VoiceCommand.ListenDisconnect(ASKER, CALL, ANNA, "1002", null)),
        Arguments.of(
            listenDisconnect("music/quiet"),
            new VoiceCommand.ListenDisconnect(ASKER, CALL, ANNA, "1002", "music/quiet")),
        Arguments.of(
            new VoiceRequest.ListenReconnect(7, ANNA, CALL, BEN, null, null),
            new VoiceCommand.ListenReconnect(ASKER, CALL, ANNA, "1002")),
        Arguments.of(
            new VoiceRequest.SetMuteOn(7, ANNA, CALL, null, null),
            new VoiceCommand.MuteParty(ASKER, CALL, ANNA, "1001", true)),
        Arguments.of(
            new VoiceRequest.SetMuteOff(7, ANNA, CALL, null, null),
            new VoiceCommand.MuteParty(ASKER, CALL, ANNA, "1001", false)),
        Arguments.of(mute(8011), new VoiceCommand.MuteParty(ASKER, CALL, ANNA, "1002", true)),
        Arguments.of(mute(8012), new VoiceCommand.MuteParty(ASKER, CALL, ANNA, "1002", false)),
        Arguments.of(
            new VoiceRequest.SendDTMF(7, ANNA, CALL, "0*#D", null, null),
            new VoiceCommand.SendDtmf(ASKER, CALL, ANNA, "0*#D")),
        Arguments.of(
            new TlibRequest.AttachUserData(7, ANNA, CALL, DATA),
            new VoiceCommand.PutUserData(ASKER, CALL, ANNA, DATA)),
        Arguments.of(
            new TlibRequest.UpdateUserData(7, ANNA, CALL, DATA),
            new VoiceCommand.PutUserData(ASKER, CALL, ANNA, DATA)),
        Arguments.of(
            new TlibRequest.DeletePair(7, ANNA, CALL, "case"),
            new VoiceCommand.RemoveUserData(ASKER, CALL, ANNA, "case")),
        Arguments.of(
            new TlibRequest.DeleteUserData(7, ANNA, CALL),
            new VoiceCommand.RemoveUserData(ASKER, CALL, ANNA, null)));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_request_is_a_command(TlibRequest request, VoiceCommand command) {
    Hall.Guest anna = hall.registered("1001");
    anna.asks(request);
    assertThat(hall.commands).containsExactly(command);
    assertThat(anna.sent).isEmpty();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(makeCall(MediaType.EMAIL, null, null), TlibError.UNSUP_OPER),
        Arguments.of(makeCall(MediaType.VOICE, "B", null), TlibError.UNSUP_OPER),
        Arguments.of(new VoiceRequest.HoldCall(7, ANNA, CHAT, null, null), TlibError.UNSUP_OPER),
        Arguments.of(
            new VoiceRequest.HoldCall(7, ANNA, ELSEWHERE, null, null), TlibError.INV_CONNID),
        Arguments.of(new VoiceRequest.HoldCall(7, BEN, CALL, null, null), TlibError.NOT_REGISTERED),
        Arguments.of(
            new VoiceRequest.InitiateConference(7, ANNA, CALL, CARL, "B", null, null, null),
            TlibError.UNSUP_OPER),
        Arguments.of(
            new VoiceRequest.InitiateTransfer(7, ANNA, CALL, CARL, "B", null, null, null),
            TlibError.UNSUP_OPER),
        Arguments.of(
            new VoiceRequest.MuteTransfer(7, ANNA, CALL, CARL, "B", null, null, null),
            TlibError.UNSUP_OPER),
        Arguments.of(
            new VoiceRequest.SingleStepConference(7, ANNA, CALL, CARL, "B", null, null),
            TlibError.UNSUP_OPER),
        Arguments.of(
            new VoiceRequest.SingleStepTransfer(7, ANNA, CALL, CARL, "B", null, null),
            TlibError.UNSUP_OPER),
        Arguments.of(listenDisconnect("../secret"), TlibError.INVALID_ATTR),
        Arguments.of(listenDisconnect("/etc/passwd"), TlibError.INVALID_ATTR),
        Arguments.of(
            new VoiceRequest.HoldCall(7, ANNA, CALL, null, KvList.of("music", "../secret")),
            TlibError.INVALID_ATTR),
        Arguments.of(
            new VoiceRequest.SendDTMF(7, ANNA, CALL, "12x", null, null), TlibError.INVALID_ATTR),
        Arguments.of(
            new TlibRequest.PrivateService(7, ANNA, CALL, null, 8011, null, null, null),
            TlibError.INVALID_ATTR),
        Arguments.of(
            new TlibRequest.PrivateService(7, ANNA, CHAT, BEN, 8012, null, null, null),
            TlibError.INV_CONNID),
        Arguments.of(new TlibRequest.QueryCall(7, ANNA, CALL, null), TlibError.INV_CONNID));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void what_cannot_be_is_refused_at_once(TlibRequest request, TlibError error) {
    Hall.Guest anna = hall.registered("1001");
    anna.asks(request);
    assertThat(hall.commands).isEmpty();
    assertThat(anna.errors()).containsExactly(error.code());
  }

  @Test
  void a_call_is_of_voice_unless_it_says_otherwise() {
    Hall.Guest anna = hall.registered("1001");
    anna.asks(makeCall(null, null, null));
    anna.asks(makeCall(MediaType.VOICE, "A", null));
    anna.asks(makeCall(null, null, KvList.of("chat", "false")));
    assertThat(hall.commands)
        .hasSize(3)
        .allSatisfy(command -> {
          var call = (VoiceCommand.MakeCall) command;
          assertThat(call.connId().isVoice(5)).isTrue();
          assertThat(call.connId().leg()).isZero();
          assertThat(call.to()).isEqualTo(BEN);
          assertThat(call.userData()).isEqualTo(DATA);
        });
    anna.asks(makeCall(null, null, KvList.of("chat", "true")));
    assertThat(hall.commands.getLast().toString()).startsWith("Invite");
  }

  @Test
  void nothing_can_be_stored_where_there_is_no_voice_log() {
    Hall.Guest anna = hall.registered("1001");
    anna.asks(makeCall(null, null, null));
    hall.sends.getLast().completeExceptionally(new IllegalStateException("no topic"));
    hall.settle();
    assertThat(anna.errors()).containsExactly(TlibError.SERV_UNAVAIL.code());
  }

  private void talk() {
    hall.toldOfVoice(dialed());
    hall.toldOfVoice(alerted(CALL, BEN));
    hall.toldOfVoice(established(CALL, BEN));
  }

  @Test
  void a_conn_id_that_is_taken_is_drawn_again() {
    Hall.Guest anna = hall.registered("1001");
    anna.asks(makeCall(null, null, null));
    var first = (VoiceCommand.MakeCall) hall.commands.getLast();
    hall.toldOfVoice(taken(first.connId()));
    var second = (VoiceCommand.MakeCall) hall.commands.getLast();
    assertThat(second.connId()).isNotEqualTo(first.connId());
    assertThat(anna.sent).isEmpty();
  }

  @Test
  void a_consult_call_gets_the_lowest_leg_that_is_free() {
    Hall.Guest anna = hall.registered("1001");
    talk();
    anna.asks(new VoiceRequest.InitiateTransfer(7, ANNA, CALL, CARL, null, null, null, null));
    assertThat(consulted()).isEqualTo(CALL.consult(1));
    hall.toldOfVoice(
        held(null, CALL, BEN),
        dialed(
            CALL.consult(1),
            BEN,
            CARL,
            CallType.CONSULT,
            new VoiceCall.Consult(CALL, Purpose.CONFERENCE)));
    hall.toldOfVoice(taken(CALL));
    assertThat(consulted()).isEqualTo(CALL.consult(2));
  }

  private ConnId consulted() {
    return ((VoiceCommand.Consult) hall.commands.getLast()).consult();
  }

  private static VoiceEvent taken(ConnId connId) {
    return new VoiceEvent.Refused(
        ASKER, connId, ANNA, new Refusal(TlibError.REQ_IN_PROGRESS, "the ConnID is taken"));
  }

  @Test
  void each_party_hears_of_a_call_once_and_the_asker_alone_gets_the_reference() {
    Hall.Guest anna = hall.registered("1001");
    Hall.Guest beside = hall.registered("1001");
    Hall.Guest ben = hall.registered("1002");
    anna.asks(makeCall(null, null, null));
    hall.toldOfVoice(dialed(CALL, ANNA, BEN, CallType.INTERNAL, null));
    assertThat(ben.sent).isEmpty();
    hall.toldOfVoice(alerted(CALL, BEN));
    hall.toldOfVoice(established(CALL, BEN));
    assertThat(anna.types())
        .containsExactly(MessageType.EVENT_DIALING, MessageType.EVENT_ESTABLISHED);
    assertThat(beside.types()).isEqualTo(anna.types());
    assertThat(ben.types())
        .containsExactly(MessageType.EVENT_RINGING, MessageType.EVENT_ESTABLISHED);
    assertThat(anna.sent.getFirst().get(Attribute.REFERENCE_ID)).isEqualTo(17);
    assertThat(beside.sent.getFirst().get(Attribute.REFERENCE_ID)).isNull();
  }

  @Test
  void a_client_that_comes_back_finds_its_calls() {
    talk();
    hall.toldOfVoice(held(null, CALL, BEN));
    Hall.Guest ben = hall.arrives();
    ben.logsIn("1002", "demo", 0);
    ben.asks(new TlibRequest.RegisterAddress(2, BEN, null, null, null));
    KvList snapshot = ben.last().extensions();
    assertThat(snapshot.text("conn-1")).hasValue(CALL.toString());
    assertThat(snapshot.integer("ps-1")).hasValue(PartyState.HELD.mask());
    assertThat(snapshot.integer("mt-1")).hasValue(MediaType.VOICE.code());
    assertThat(snapshot.integer("ct-1")).hasValue(CallType.INTERNAL.code());
    ben.asks(new TlibRequest.QueryCall(3, BEN, CALL, null));
    KvList parties = ben.last().extensions();
    assertThat(ben.last().type()).isEqualTo(MessageType.EVENT_PARTY_INFO);
    assertThat(parties.text("party-1")).hasValue("1001");
    assertThat(parties.integer("state-2")).hasValue(PartyState.HELD.mask());
  }

  @Test
  void a_call_that_does_not_ring_yet_is_not_in_the_snapshot() {
    hall.toldOfVoice(dialed());
    Hall.Guest ben = hall.arrives();
    ben.logsIn("1002", "demo", 0);
    ben.asks(new TlibRequest.RegisterAddress(2, BEN, null, null, null));
    assertThat(ben.last().extensions().text("conn-1")).isEmpty();
  }

  @Test
  void the_last_call_of_an_interaction_leaves_nothing() {
    talk();
    hall.toldOfVoice(
        new VoiceEvent.CallReleased(null, CALL, BEN, org.parley.tlib.CallState.OK),
        new VoiceEvent.Forgotten(CALL));
    assertThat(hall.site.callsAt(ANNA)).isEmpty();
    assertThat(hall.site.voiceCallCount()).isZero();
  }

  @Test
  void call_info_is_sent_while_the_option_says_so() {
    Hall.Guest anna = hall.registered("1001");
    talk();
    assertThat(anna.types()).doesNotContain(MessageType.EVENT_USER_EVENT);
    hall.config.put(
        new ApplicationObject(
            1,
            "sip-server",
            ApplicationType.SIP_SERVER,
            OptionValues.NONE.with("TServer", "sip-enable-call-info", "true")));
    hall.toldOfVoice(new VoiceEvent.PartyReleased(null, CALL, BEN, null));
    assertThat(new ArrayList<>(anna.types())).endsWith(MessageType.EVENT_USER_EVENT);
    assertThat(List.copyOf(anna.last().extensions().pairs().keySet()))
        .containsExactly("LCTParty0", "LCTParty0_location", "LCTPartiesLength");
  }
}
