package org.parley.tlibgateway.translation;

import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.Origin;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** Parties that stay, and hear, are heard or know otherwise than before (t-library.md 7). */
final class PartyStates {
  private final CallNews news;

  PartyStates(CallNews news) {
    this.news = news;
  }

  void listening(
      MessageType type,
      VoiceCall call,
      Dn affected,
      CallState state,
      @Nullable Dn by,
      @Nullable Origin origin) {
    Party target = call.call().party(affected).orElseThrow();
    for (Party party : CallInfo.participants(call)) {
      news.tell(
          party,
          party.dn().equals(by) ? origin : null,
          CallNews.about(
              news.event(type, call, party, state),
              new Dn(call.aliasOf(target)),
              target.role(),
              by,
              roleOf(call, by)));
    }
  }

  private static DnRole roleOf(VoiceCall call, @Nullable Dn dn) {
    return dn == null
        ? DnRole.UNKNOWN
        : call.call().party(dn).map(Party::role).orElse(DnRole.UNKNOWN);
  }

  /** Whoever mutes another hears of it by the acknowledgement and the LCTParty event. */
  void muteChanged(VoiceEvent.MuteChanged event, VoiceCall call) {
    boolean itself = event.party().equals(event.by());
    TlibEvent changed =
        news.event(
            event.muted() ? MessageType.EVENT_MUTE_ON : MessageType.EVENT_MUTE_OFF,
            call,
            event.party(),
            null);
    if (changed != null) {
      news.tell(
          event.party(),
          itself ? event.origin() : null,
          CallNews.by(changed, itself ? null : event.by(), roleOf(call, event.by())));
    }
    if (!itself) {
      news.acknowledge(event.origin(), event.connId());
    }
  }

  void dataChanged(VoiceEvent.UserDataChanged event, VoiceCall call) {
    for (Party party : call.call().parties()) {
      news.tell(
          party,
          party.dn().equals(event.by()) ? event.origin() : null,
          news.event(MessageType.EVENT_ATTACHED_DATA_CHANGED, call, party, null)
              .with(Attribute.USER_DATA, event.userData())
              .with(Attribute.THIRD_PARTY_DN, event.by()));
    }
  }

  /** To the party that pressed them only: keys may be somebody's secret number. */
  void keysSent(VoiceEvent.KeysSent event, VoiceCall call) {
    TlibEvent sent = news.event(MessageType.EVENT_DTMF_SENT, call, event.by(), null);
    if (sent != null) {
      news.tell(event.by(), event.origin(), sent.with(Attribute.DTMF_DIGITS, event.digits()));
    }
  }
}
