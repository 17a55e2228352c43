package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand.Purpose;
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

/** A log of voice events as it grows, and what clients are told of it. */
public final class VoiceStory {
  public static final Instant AT = Instant.parse("2026-11-21T12:00:00.123456Z");
  public static final Dn ANNA = new Dn("1001");
  public static final Dn BEN = new Dn("1002");
  public static final Dn CARL = new Dn("1003");
  public static final Dn DORA = new Dn("1004");
  public static final ConnId CALL = ConnId.parse("1400000000000abc");
  public static final ConnId CONSULT = CALL.consult(1);

  private static final Instant LATER = AT.plusSeconds(30);

  final List<Delivery> told = new ArrayList<>();
  final List<List<Delivery>> byEvent = new ArrayList<>();
  private final VoiceSettings settings;
  @Nullable VoiceInteraction state;

  VoiceStory(VoiceSettings settings) {
    this.settings = settings;
  }

  public static VoiceStory plain() {
    return new VoiceStory(VoiceSettings.DEFAULT);
  }

  public static VoiceStory withCallInfo(boolean extended) {
    return new VoiceStory(new VoiceSettings(8011, 8012, true, extended));
  }

  public static Origin asker(int referenceId) {
    return new Origin("gateway", 1, referenceId);
  }

  /** One record: all that one command brought about. */
  VoiceStory record(VoiceEvent... events) {
    told.addAll(
        VoiceTranslation.translate(state, List.of(events), AT, settings, AgentDirectory.empty()));
    for (VoiceEvent event : events) {
      byEvent.add(
          VoiceTranslation.translate(state, List.of(event), AT, settings, AgentDirectory.empty()));
      state = VoiceInteraction.evolve(state, event);
    }
    return this;
  }

  /** What was told until now is another story's. */
  VoiceStory forgetTold() {
    told.clear();
    return this;
  }

  public static VoiceEvent dialed(
      ConnId connId, Dn from, Dn to, CallType type, VoiceCall.@Nullable Consult consult) {
    var call =
        new Call(
            connId,
            MediaType.VOICE,
            type,
            AT,
            List.of(
                new Party(from, "agent-" + from, "A", DnRole.ORIGINATION, PartyState.DIALING),
                new Party(to, "agent-" + to, "A", DnRole.DESTINATION, PartyState.INITIATED)),
            KvList.empty());
    return new VoiceEvent.Dialed(
        asker(consult == null ? 17 : 18),
        connId,
        VoiceCall.of(call, consult, Map.of(to, new VoiceCall.Ringing(LATER, false, null))));
  }

  public static VoiceEvent dialed() {
    return dialed(CALL, ANNA, BEN, CallType.INTERNAL, null);
  }

  public static VoiceEvent alerted(ConnId connId, Dn dn) {
    return new VoiceEvent.Alerted(connId, dn);
  }

  public static VoiceEvent established(ConnId connId, Dn by) {
    return new VoiceEvent.Established(null, connId, by);
  }

  public static VoiceEvent legOf(Dn dn, VoiceLeg.Stage stage) {
    return new VoiceEvent.LegChanged(
        CALL,
        new VoiceLeg(
            "leg-" + dn, dn, stage, (AudioDescription) null, Set.of(), null, Map.of(), null));
  }

  public static VoiceEvent held(@Nullable Origin origin, ConnId connId, Dn by) {
    return new VoiceEvent.Held(origin, connId, by, Map.of());
  }

  public static VoiceEvent released(ConnId connId, @Nullable Dn by, CallState cause) {
    return new VoiceEvent.CallReleased(by == null ? null : asker(9), connId, by, cause);
  }

  public static Party member(Dn dn, PartyState state) {
    return new Party(dn, "agent-" + dn, "A", DnRole.CONFERENCE_MEMBER, state);
  }

  public static VoiceEvent conferenced(Dn joined) {
    return new VoiceEvent.Conferenced(
        asker(21), CALL, CONSULT, ANNA, member(joined, PartyState.CONNECTED));
  }

  public static VoiceEvent invited(Dn joined) {
    return new VoiceEvent.PartyInvited(
        asker(23),
        CALL,
        ANNA,
        member(joined, PartyState.INITIATED),
        new VoiceCall.Ringing(LATER, true, ANNA));
  }

  public static VoiceEvent disconnectAsked(Dn by, Dn party) {
    return new VoiceEvent.ListenDisconnectAsked(
        asker(31), CALL, by, party, "music/on_hold", AT.plusSeconds(2));
  }

  public static VoiceEvent disconnected(Dn by, Dn party) {
    return new VoiceEvent.ListenDisconnected(asker(31), CALL, by, party);
  }

  public static VoiceEvent reconnected(@Nullable Dn by, Dn party) {
    return new VoiceEvent.ListenReconnected(by == null ? null : asker(33), CALL, by, party);
  }

  public static VoiceEvent left(Dn party, @Nullable Dn by) {
    return new VoiceEvent.PartyReleased(asker(41), CALL, party, by);
  }

  /** Anna called Ben, and he answered. */
  VoiceStory twoTalk() {
    record(dialed());
    record(alerted(CALL, BEN));
    return record(established(CALL, BEN));
  }

  /** Anna has Ben on hold and talks to Carl, whom she called for that. */
  VoiceStory consulting(Purpose purpose) {
    twoTalk();
    record(
        held(null, CALL, ANNA),
        dialed(CONSULT, ANNA, CARL, CallType.CONSULT, new VoiceCall.Consult(CALL, purpose)));
    record(alerted(CONSULT, CARL));
    return record(established(CONSULT, CARL));
  }

  /** Anna, Ben and Carl talk. */
  VoiceStory threeTalk() {
    consulting(Purpose.CONFERENCE);
    return record(conferenced(CARL));
  }

  /** Anna called Dora in as well. */
  VoiceStory fourTalk() {
    threeTalk();
    record(invited(DORA));
    record(alerted(CALL, DORA));
    return record(established(CALL, DORA));
  }
}
