package org.parley.tlibgateway.translation;

import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** Calls that go on with other parties: conferences, transfers, redirection (t-library.md 3.4). */
final class PartyChanges {
  private final CallNews news;
  private final CallEndings endings;

  PartyChanges(CallNews news, CallEndings endings) {
    this.news = news;
    this.endings = endings;
  }

  /** EventPartyAdded to those that were in the call before the new one. */
  void added(VoiceCall call, Dn joined, @Nullable Dn by) {
    for (Party party : CallInfo.participants(call)) {
      if (!party.dn().equals(joined)) {
        news.tell(party, null, partyAdded(call, party, joined, by));
      }
    }
  }

  private TlibEvent partyAdded(VoiceCall call, Party self, Dn joined, @Nullable Dn by) {
    return CallNews.about(
        news.event(MessageType.EVENT_PARTY_ADDED, call, self, CallState.CONFERENCED),
        joined,
        DnRole.NEW_PARTY,
        by,
        DnRole.ADDED_BY);
  }

  void conferenced(VoiceEvent.Conferenced event, VoiceInteraction before, VoiceCall after) {
    Dn by = event.by();
    Dn joined = event.joined().dn();
    VoiceCall held = before.calls().get(event.connId());
    VoiceCall consult = before.calls().get(event.consult());
    if (consult != null) {
      news.tell(
          by, null, news.event(MessageType.EVENT_RELEASED, consult, by, CallState.CONFERENCED));
    }
    if (held != null && held.stateOf(by).filter(state -> state.isHeld()).isPresent()) {
      news.tell(by, null, news.event(MessageType.EVENT_RETRIEVED, after, by, CallState.OK));
    }
    for (Party party : CallInfo.participants(after)) {
      if (party.dn().equals(joined)) {
        moved(after, party, event.consult(), by);
      } else {
        news.tell(
            party,
            party.dn().equals(by) ? event.origin() : null,
            partyAdded(after, party, joined, by));
      }
    }
  }

  /** What the new party of a conference is told: the call that it is in now, and who is there. */
  private void moved(VoiceCall call, Party joined, ConnId consult, Dn by) {
    news.tell(
        joined,
        null,
        news.event(MessageType.EVENT_PARTY_CHANGED, call, joined, CallState.CONFERENCED)
            .with(Attribute.PREVIOUS_CONN_ID, consult)
            .with(Attribute.OTHER_DN, by)
            .with(Attribute.OTHER_DN_ROLE, DnRole.CONFERENCED_BY));
    for (Party other : CallInfo.participants(call)) {
      if (!other.dn().equals(by) && !other.dn().equals(joined.dn())) {
        news.tell(joined, null, partyAdded(call, joined, other.dn(), by));
      }
    }
  }

  void transferred(VoiceEvent.Transferred event, VoiceInteraction before, VoiceCall after) {
    Dn by = event.by();
    ConnId consultId = event.consult();
    VoiceCall consult = consultId == null ? null : before.calls().get(consultId);
    VoiceCall held = before.calls().get(event.connId());
    if (consult != null) {
      news.tell(
          by, null, news.event(MessageType.EVENT_RELEASED, consult, by, CallState.TRANSFERRED));
    }
    if (held != null) {
      news.tell(
          by,
          event.origin(),
          news.event(MessageType.EVENT_RELEASED, held, by, CallState.TRANSFERRED));
    }
    Party joined = event.joined();
    VoiceCall.Ringing ringing = event.ringing();
    if (ringing != null && ringing.joins()) {
      endings.deleted(after, by, null, null); // the new one is added when it answers
    } else {
      changedFor(event, after);
    }
    // Without a consult call it rings only now, or is still to ring.
    if (consultId != null) {
      news.tell(
          joined,
          null,
          CallNews.by(partyChanged(after, joined, consultId), by, DnRole.TRANSFERRED_BY));
    }
  }

  private void changedFor(VoiceEvent.Transferred event, VoiceCall after) {
    Party joined = event.joined();
    for (Party party : after.call().others(joined.dn())) {
      news.tell(
          party,
          null,
          CallNews.about(
              partyChanged(after, party, event.connId()),
              joined.dn(),
              joined.role(),
              event.by(),
              DnRole.TRANSFERRED_BY));
    }
  }

  private TlibEvent partyChanged(VoiceCall call, Party self, ConnId previous) {
    return news.event(MessageType.EVENT_PARTY_CHANGED, call, self, CallState.TRANSFERRED)
        .with(Attribute.PREVIOUS_CONN_ID, previous);
  }

  void redirected(VoiceEvent.Redirected event, VoiceCall before) {
    TlibEvent released =
        news.event(MessageType.EVENT_RELEASED, before, event.by(), CallState.REDIRECTED);
    if (released != null) {
      news.tell(
          event.by(), event.origin(), CallNews.by(released, event.to().dn(), event.to().role()));
    }
  }
}
