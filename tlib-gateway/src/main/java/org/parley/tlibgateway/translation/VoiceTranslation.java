package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/**
 * A record of the voice log as T-Library events, in the order in which they leave (t-library.md
 * 3.4, 7.2 to 7.4). After each change of who takes part, or of a state that it tells, comes the
 * LCTParty event.
 */
public final class VoiceTranslation {
  private final VoiceSettings settings;
  private final CallNews news;
  private final PartyChanges changes;
  private final CallEndings endings;
  private final PartyStates states;

  private VoiceTranslation(
      @Nullable VoiceInteraction start, VoiceSettings settings, CallNews news) {
    this.settings = settings;
    this.news = news;
    this.endings = new CallEndings(start, news);
    this.states = new PartyStates(news);
    this.changes = new PartyChanges(news, endings);
  }

  /**
   * @param before the interaction before the record
   * @param at the time of the decision, which the events tell
   */
  public static List<Delivery> translate(
      @Nullable VoiceInteraction before,
      List<VoiceEvent> events,
      Instant at,
      VoiceSettings settings,
      AgentDirectory agents) {
    var news = new CallNews(at, agents);
    var translation = new VoiceTranslation(before, settings, news);
    VoiceInteraction state = before;
    for (VoiceEvent event : events) {
      VoiceInteraction after = VoiceInteraction.evolve(state, event);
      translation.add(state, event, after);
      translation.tellParticipants(state, after);
      state = after;
    }
    return news.deliveries();
  }

  private void add(
      @Nullable VoiceInteraction before, VoiceEvent event, @Nullable VoiceInteraction after) {
    switch (event) {
      case VoiceEvent.Dialed e -> dialed(e);
      case VoiceEvent.Alerted e -> alerted(e, call(after, e));
      case VoiceEvent.Established e -> established(e, call(before, e), call(after, e));
      case VoiceEvent.Held e ->
          news.tell(
              e.by(),
              e.origin(),
              news.event(MessageType.EVENT_HELD, call(after, e), e.by(), CallState.OK));
      case VoiceEvent.Retrieved e ->
          news.tell(
              e.by(),
              e.origin(),
              news.event(MessageType.EVENT_RETRIEVED, call(after, e), e.by(), CallState.OK));
      case VoiceEvent.PartyInvited e -> news.acknowledge(e.origin(), e.connId());
      case VoiceEvent.InvitationFailed e -> endings.invitationFailed(e, call(before, e));
      case VoiceEvent.Redirected e -> changes.redirected(e, call(before, e));
      case VoiceEvent.Conferenced e ->
          changes.conferenced(e, Objects.requireNonNull(before), call(after, e));
      case VoiceEvent.Transferred e ->
          changes.transferred(e, Objects.requireNonNull(before), call(after, e));
      case VoiceEvent.PartyReleased e -> endings.left(e, call(before, e), call(after, e));
      case VoiceEvent.CallReleased e -> endings.over(e, call(before, e));
      case VoiceEvent.ListenDisconnectFailed e ->
          news.refuse(e.origin(), e.refusal(), e.by(), e.connId());
      case VoiceEvent.ListenDisconnected e ->
          states.listening(
              MessageType.EVENT_LISTEN_DISCONNECTED,
              call(after, e),
              e.party(),
              CallState.HELD,
              e.by(),
              e.origin());
      case VoiceEvent.ListenReconnected e ->
          states.listening(
              MessageType.EVENT_LISTEN_RECONNECTED,
              call(after, e),
              e.party(),
              CallState.OK,
              e.by(),
              e.origin());
      case VoiceEvent.MuteChanged e -> states.muteChanged(e, call(after, e));
      case VoiceEvent.UserDataChanged e -> states.dataChanged(e, call(after, e));
      case VoiceEvent.KeysSent e -> states.keysSent(e, call(after, e));
      case VoiceEvent.Acknowledged e -> news.acknowledge(e.origin(), e.connId());
      case VoiceEvent.AnswerFailed e -> news.refuse(e.origin(), e.refusal(), e.by(), e.connId());
      case VoiceEvent.Refused e -> news.refuse(e.origin(), e.refusal(), e.by(), e.connId());
      case VoiceEvent.LegChanged _,
          VoiceEvent.LegEnded _,
          VoiceEvent.ListenDisconnectAsked _,
          VoiceEvent.RoomTaken _,
          VoiceEvent.AnswerAsked _,
          VoiceEvent.LegSilent _,
          VoiceEvent.ArrivalRefused _,
          VoiceEvent.Forgotten _ -> {}
    }
  }

  private void dialed(VoiceEvent.Dialed event) {
    VoiceCall call = event.call();
    for (Party party : call.call().parties()) {
      if (party.state().equals(PartyState.DIALING)) {
        news.tell(
            party,
            event.origin(),
            withPrevious(news.event(MessageType.EVENT_DIALING, call, party, null), call));
      }
    }
  }

  private void alerted(VoiceEvent.Alerted event, VoiceCall call) {
    VoiceCall.Ringing how = call.ringing().get(event.party());
    boolean joins = how != null && how.joins();
    TlibEvent ringing =
        news.event(
            MessageType.EVENT_RINGING,
            call,
            event.party(),
            joins ? CallState.CONFERENCED : CallState.OK);
    if (ringing != null) {
      news.tell(
          event.party(),
          null,
          CallNews.by(
              withPrevious(ringing, call),
              how == null ? null : how.invitedBy(),
              joins ? DnRole.ADDED_BY : DnRole.TRANSFERRED_BY));
    }
  }

  /** Whoever is connected by it, for the first time. */
  private void established(VoiceEvent.Established event, VoiceCall before, VoiceCall after) {
    VoiceCall.Ringing how = before.ringing().get(event.by());
    Origin asked = event.origin() == null && how != null ? how.answerAsked() : event.origin();
    boolean joins = how != null && how.joins();
    Dn inviter = how != null && how.joins() ? how.invitedBy() : null;
    CallState state = joins ? CallState.CONFERENCED : CallState.OK;
    for (Party party : after.call().parties()) {
      boolean wasThere =
          before.stateOf(party.dn()).filter(was -> was.isConnected() || was.isHeld()).isPresent();
      if (!party.state().isConnected() || wasThere) {
        continue;
      }
      TlibEvent established =
          withPrevious(news.event(MessageType.EVENT_ESTABLISHED, after, party, state), after);
      boolean answers = party.dn().equals(event.by());
      news.tell(
          party,
          answers ? asked : null,
          CallNews.by(established, answers ? inviter : null, DnRole.ADDED_BY));
    }
    if (joins) {
      changes.added(after, event.by(), inviter);
    }
  }

  private void tellParticipants(
      @Nullable VoiceInteraction before, @Nullable VoiceInteraction after) {
    if (!settings.callInfo() || after == null) {
      return;
    }
    boolean extended = settings.callInfoExtended();
    for (VoiceCall call : after.calls().values()) {
      VoiceCall was = before == null ? null : before.calls().get(call.connId());
      boolean changed =
          was == null
              ? !CallInfo.participants(call).isEmpty()
              : !CallInfo.of(was, extended).equals(CallInfo.of(call, extended));
      if (changed) {
        news.callInfo(call, extended);
      }
    }
  }

  private static TlibEvent withPrevious(TlibEvent event, VoiceCall call) {
    VoiceCall.Consult consult = call.consult();
    return consult == null ? event : event.with(Attribute.PREVIOUS_CONN_ID, consult.previous());
  }

  private static VoiceCall call(@Nullable VoiceInteraction interaction, VoiceEvent event) {
    VoiceCall call = interaction == null ? null : interaction.calls().get(event.connId());
    if (call == null) {
      throw new IllegalStateException(
          event.getClass().getSimpleName() + " without a call " + event.connId());
    }
    return call;
  }
}
