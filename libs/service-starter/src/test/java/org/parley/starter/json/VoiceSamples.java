package org.parley.starter.json;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCall.Apart;
import org.parley.contracts.voice.VoiceCall.Ringing;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceCommand.Trouble;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;

/** As {@link Samples}, of voice. */
final class VoiceSamples {
  private static final ConnId CALL = ConnId.parse("0400a1b2c3d4e5f6");
  private static final ConnId CONSULT = CALL.consult(1);
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Origin ANNA = new Origin("gateway-1", 41, 17);
  private static final Dn DN_ANNA = new Dn("1001");
  private static final Dn DN_BEN = new Dn("1002");
  private static final Dn TRUNK = new Dn("6999");
  private static final String LEG = "0400a1b2c3d4e5f6.3.4711.0";
  private static final String MEDIA = "media-server-1";
  private static final String MUSIC = "music/on_hold";
  private static final KvList DATA = KvList.of("case", Samples.PRIVATE);
  private static final Set<String> HOSTS = Set.of("192.0.2.7");
  private static final Refusal REFUSAL =
      new Refusal(TlibError.INV_CALL_STATE, "the call is no conference");
  private static final AudioDescription FAR =
      new AudioDescription(
          "192.0.2.7",
          40_000,
          List.of(
              new Format(0, "PCMU", 8_000, null),
              new Format(101, AudioDescription.TELEPHONE_EVENT, 8_000, "0-15")),
          Direction.SEND_ONLY);
  private static final AudioDescription HERE =
      new AudioDescription(
          "192.0.2.1", 10_002, List.of(new Format(0, "PCMU", 8_000, null)), Direction.SEND_RECEIVE);
  private static final Ringing RINGING = new Ringing(NOON.plusSeconds(60), true, DN_ANNA, ANNA);
  private static final Party BEN =
      new Party(DN_BEN, "1002", "A", DnRole.CONFERENCE_MEMBER, PartyState.ALERTING);

  private VoiceSamples() {}

  static List<VoiceCommand> commands() {
    return List.of(
        new VoiceCommand.MakeCall(ANNA, CALL, DN_ANNA, "anna", DN_BEN, DATA),
        new VoiceCommand.AnswerCall(ANNA, CALL, DN_ANNA),
        new VoiceCommand.ReleaseCall(ANNA, CALL, DN_ANNA),
        new VoiceCommand.ClearCall(ANNA, CALL, DN_ANNA),
        new VoiceCommand.HoldCall(ANNA, CALL, DN_ANNA, MUSIC),
        new VoiceCommand.RetrieveCall(ANNA, CALL, DN_ANNA),
        new VoiceCommand.RedirectCall(ANNA, CALL, DN_ANNA, DN_BEN),
        new VoiceCommand.Consult(
            ANNA, CALL, DN_ANNA, "anna", CONSULT, DN_BEN, Purpose.MUTE_TRANSFER, DATA, MUSIC),
        new VoiceCommand.CompleteConference(ANNA, CALL, DN_ANNA, CONSULT),
        new VoiceCommand.CompleteTransfer(ANNA, CALL, DN_ANNA, CONSULT),
        new VoiceCommand.AlternateCall(ANNA, CALL, DN_ANNA, CONSULT, MUSIC),
        new VoiceCommand.ReconnectCall(ANNA, CALL, DN_ANNA, CONSULT),
        new VoiceCommand.SingleStepConference(ANNA, CALL, DN_ANNA, DN_BEN),
        new VoiceCommand.SingleStepTransfer(ANNA, CALL, DN_ANNA, DN_BEN),
        new VoiceCommand.DeleteFromConference(ANNA, CALL, DN_ANNA, "1002"),
        new VoiceCommand.ListenDisconnect(ANNA, CALL, DN_ANNA, "1002", MUSIC),
        new VoiceCommand.ListenReconnect(ANNA, CALL, DN_ANNA, "1002"),
        new VoiceCommand.MuteParty(ANNA, CALL, DN_ANNA, "1002", true),
        new VoiceCommand.PutUserData(ANNA, CALL, DN_ANNA, DATA),
        new VoiceCommand.RemoveUserData(ANNA, CALL, DN_ANNA, "case"),
        new VoiceCommand.SendDtmf(ANNA, CALL, DN_ANNA, "12#"),
        new VoiceCommand.Arrive(CALL, LEG, DN_ANNA, "anna", TRUNK, DN_BEN, FAR, HOSTS),
        new VoiceCommand.Ring(CALL, LEG),
        new VoiceCommand.Answer(CALL, LEG),
        new VoiceCommand.Describe(CALL, LEG, FAR, HOSTS, HERE, true),
        new VoiceCommand.Fail(CALL, LEG, 486),
        new VoiceCommand.HangUp(CALL, LEG),
        new VoiceCommand.PressKeys(CALL, LEG, "12#"),
        new VoiceCommand.RefuseAnswer(CALL, LEG, ANNA),
        new VoiceCommand.TakeRoom(CALL, MEDIA, "media-server-2"),
        new VoiceCommand.OfferSeat(CALL, MEDIA, LEG, HERE),
        new VoiceCommand.ConfirmApart(CALL, MEDIA, LEG),
        new VoiceCommand.Complain(CALL, MEDIA, LEG, Trouble.NO_MUSIC),
        new VoiceCommand.ExpireRinging(CALL, DN_BEN),
        new VoiceCommand.ExpireApart(CALL, DN_BEN));
  }

  static List<VoiceEvent> events() {
    return List.of(
        new VoiceEvent.LegChanged(CALL, leg()),
        new VoiceEvent.LegEnded(CALL, leg(), 486),
        new VoiceEvent.Dialed(ANNA, CALL, call()),
        new VoiceEvent.Alerted(CALL, DN_BEN),
        new VoiceEvent.Established(ANNA, CALL, DN_BEN),
        new VoiceEvent.Held(ANNA, CALL, DN_ANNA, Map.of(DN_BEN, MUSIC)),
        new VoiceEvent.Retrieved(ANNA, CALL, DN_ANNA),
        new VoiceEvent.PartyInvited(ANNA, CALL, DN_ANNA, BEN, RINGING),
        new VoiceEvent.InvitationFailed(CALL, DN_BEN, CallState.BUSY),
        new VoiceEvent.Redirected(ANNA, CALL, DN_ANNA, BEN, RINGING),
        new VoiceEvent.Conferenced(ANNA, CALL, CONSULT, DN_ANNA, BEN),
        new VoiceEvent.Transferred(ANNA, CALL, CONSULT, DN_ANNA, BEN, RINGING),
        new VoiceEvent.PartyReleased(ANNA, CALL, DN_BEN, DN_ANNA),
        new VoiceEvent.CallReleased(ANNA, CALL, DN_ANNA, CallState.OK),
        new VoiceEvent.ListenDisconnectAsked(
            ANNA, CALL, DN_ANNA, DN_BEN, MUSIC, NOON.plusSeconds(2)),
        new VoiceEvent.ListenDisconnectFailed(ANNA, CALL, DN_ANNA, DN_BEN, REFUSAL),
        new VoiceEvent.ListenDisconnected(ANNA, CALL, DN_ANNA, DN_BEN),
        new VoiceEvent.ListenReconnected(ANNA, CALL, DN_ANNA, DN_BEN),
        new VoiceEvent.MuteChanged(ANNA, CALL, DN_ANNA, DN_BEN, true),
        new VoiceEvent.UserDataChanged(ANNA, CALL, DN_ANNA, DATA),
        new VoiceEvent.RoomTaken(CALL, MEDIA),
        new VoiceEvent.Forgotten(CALL),
        new VoiceEvent.AnswerAsked(ANNA, CALL, DN_BEN),
        new VoiceEvent.AnswerFailed(ANNA, CALL, DN_BEN, REFUSAL),
        new VoiceEvent.KeysSent(ANNA, CALL, DN_ANNA, "12#"),
        new VoiceEvent.LegSilent(CALL, LEG),
        new VoiceEvent.ConnIdTaken(CALL, LEG),
        new VoiceEvent.ArrivalRefused(CALL, LEG, 404, "there is no DN 4711"),
        new VoiceEvent.Acknowledged(ANNA, CALL, DN_ANNA),
        new VoiceEvent.Refused(ANNA, CALL, DN_ANNA, REFUSAL));
  }

  static VoiceInteraction interaction() {
    return new VoiceInteraction(Map.of(CALL, call()), Map.of(DN_ANNA, leg()));
  }

  private static VoiceLeg leg() {
    return new VoiceLeg(
        LEG, DN_ANNA, VoiceLeg.Stage.ANSWERED, FAR, HOSTS, HERE, Map.of(CALL, HERE), CALL);
  }

  private static VoiceCall call() {
    var anna =
        new Party(
            DN_ANNA, "anna", "A", DnRole.ORIGINATION, PartyState.CONNECTED.listenDisconnected());
    return new VoiceCall(
        new Call(CALL, MediaType.VOICE, CallType.CONSULT, NOON, List.of(anna, BEN), DATA),
        new VoiceCall.Consult(CONSULT, Purpose.CONFERENCE),
        Map.of(DN_BEN, RINGING),
        Map.of(
            DN_ANNA, new Apart(MUSIC, new Apart.Request(ANNA, DN_BEN, NOON.plusSeconds(2)), true)),
        Map.of(DN_BEN, MUSIC),
        MEDIA);
  }
}
