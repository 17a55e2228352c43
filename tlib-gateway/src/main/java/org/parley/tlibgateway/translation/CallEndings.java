package org.parley.tlibgateway.translation;

import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** Parties that leave and calls that end (t-library.md 3.4). */
final class CallEndings {
  private final @Nullable VoiceInteraction start;
  private final CallNews news;

  /**
   * @param start the interaction before the record: within it legs may end before their call does
   */
  CallEndings(@Nullable VoiceInteraction start, CallNews news) {
    this.start = start;
    this.news = news;
  }

  /** One party leaves, the others go on. */
  void left(VoiceEvent.PartyReleased event, VoiceCall before, VoiceCall after) {
    Party leaver = before.call().party(event.party()).orElseThrow();
    Dn by = event.by();
    boolean byOther = by != null && !by.equals(leaver.dn());
    Origin own = byOther ? answerAsked(before, leaver.dn()) : event.origin();
    MessageType type =
        byOther && leaver.state().isAlerting()
            ? MessageType.EVENT_ABANDONED
            : MessageType.EVENT_RELEASED;
    news.tell(
        leaver,
        own,
        CallNews.by(
            news.event(type, before, leaver, byOther ? CallState.REMOTE_RELEASE : CallState.OK),
            byOther ? by : null,
            DnRole.DELETED_BY));
    if (before.ringing().containsKey(leaver.dn())) {
      // The others were never told that it takes part.
      news.acknowledge(byOther ? event.origin() : null, event.connId());
      return;
    }
    deleted(after, leaver.dn(), byOther ? by : null, byOther ? event.origin() : null);
  }

  /**
   * EventPartyDeleted to those that remain.
   *
   * @param by who had the party leave; null: nobody else
   * @param cause the request of {@code by}
   */
  void deleted(VoiceCall after, Dn leaver, @Nullable Dn by, @Nullable Origin cause) {
    CallState state = after.answered().size() > 2 ? CallState.CONFERENCED : CallState.OK;
    for (Party party : CallInfo.participants(after)) {
      news.tell(
          party,
          party.dn().equals(by) ? cause : null,
          CallNews.about(
              news.event(MessageType.EVENT_PARTY_DELETED, after, party, state),
              leaver,
              DnRole.DELETED_PARTY,
              by,
              DnRole.DELETED_BY));
    }
  }

  /** Somebody who was called into the call did not come. */
  void invitationFailed(VoiceEvent.InvitationFailed event, VoiceCall before) {
    Party invited = before.call().party(event.party()).orElseThrow();
    news.tell(
        invited,
        answerAsked(before, invited.dn()),
        news.event(MessageType.EVENT_RELEASED, before, invited, event.cause()));
    VoiceCall.Ringing how = before.ringing().get(invited.dn());
    Dn inviter = how == null ? null : how.invitedBy();
    if (inviter == null) {
      return;
    }
    TlibEvent busy = news.event(MessageType.EVENT_DESTINATION_BUSY, before, inviter, event.cause());
    news.tell(
        inviter,
        null,
        busy == null
            ? null
            : busy.with(Attribute.OTHER_DN, invited.dn())
                .with(Attribute.OTHER_DN_ROLE, invited.role()));
  }

  /** The call is over for all. */
  void over(VoiceEvent.CallReleased event, VoiceCall call) {
    boolean givenUp =
        event.by() != null && !call.ringing().isEmpty() && !call.ringing().containsKey(event.by());
    if (call.ringing().isEmpty()) {
      call.call().parties().forEach(party -> released(event, call, party, stateFor(event, party)));
    } else if (givenUp) {
      call.answered().forEach(party -> released(event, call, party, stateFor(event, party)));
      ringing(event, call, MessageType.EVENT_ABANDONED, CallState.ABANDONED);
    } else {
      CallState cause = event.cause() == CallState.OK ? CallState.BUSY : event.cause();
      ringing(event, call, MessageType.EVENT_RELEASED, cause);
      for (Party party : call.answered()) {
        if (party.state().equals(PartyState.DIALING) && !isOwnPhoneSilent(party.dn())) {
          news.tell(
              party, null, news.event(MessageType.EVENT_DESTINATION_BUSY, call, party, cause));
        }
        released(event, call, party, cause);
      }
    }
  }

  private void ringing(
      VoiceEvent.CallReleased event, VoiceCall call, MessageType type, CallState state) {
    for (Party party : call.call().parties()) {
      if (call.ringing().containsKey(party.dn())) {
        boolean itself = party.dn().equals(event.by());
        Origin cause = itself ? event.origin() : answerAsked(call, party.dn());
        news.tell(party, cause, news.event(type, call, party, itself ? CallState.OK : state));
      }
    }
  }

  private void released(
      VoiceEvent.CallReleased event, VoiceCall call, Party party, CallState state) {
    news.tell(
        party,
        party.dn().equals(event.by()) ? event.origin() : null,
        news.event(MessageType.EVENT_RELEASED, call, party, state));
  }

  private static CallState stateFor(VoiceEvent.CallReleased event, Party party) {
    if (event.by() == null) {
      return event.cause();
    }
    if (party.dn().equals(event.by())) {
      return CallState.OK;
    }
    return event.cause() == CallState.OK ? CallState.REMOTE_RELEASE : event.cause();
  }

  /** Who made the call by TMakeCall, and whose endpoint was called first and did not answer. */
  private boolean isOwnPhoneSilent(Dn caller) {
    VoiceLeg leg = start == null ? null : start.legs().get(caller);
    return leg != null && leg.stage() == VoiceLeg.Stage.CALLED;
  }

  private static @Nullable Origin answerAsked(VoiceCall call, Dn dn) {
    VoiceCall.Ringing how = call.ringing().get(dn);
    return how == null ? null : how.answerAsked();
  }
}
