package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.voice.VoiceCall;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** What the parties of voice calls are told about one record of the log, as it is collected. */
final class CallNews {
  private final Instant at;
  private final AgentDirectory agents;
  private final List<Delivery> deliveries = new ArrayList<>();

  /**
   * @param at the time of the decision, which the events tell
   */
  CallNews(Instant at, AgentDirectory agents) {
    this.at = at;
    this.agents = agents;
  }

  List<Delivery> deliveries() {
    return deliveries;
  }

  /** An event of the call as that party of it sees it. */
  TlibEvent event(MessageType type, VoiceCall call, Party self, @Nullable CallState state) {
    return CallEvents.of(type, call.call(), self, state, at, agents);
  }

  /** The same as the party that has that DN sees it; null: it is not of the call. */
  @Nullable TlibEvent event(MessageType type, VoiceCall call, Dn self, @Nullable CallState state) {
    return call.call().party(self).map(party -> event(type, call, party, state)).orElse(null);
  }

  /** About another party, and who brought it about. */
  static TlibEvent about(
      TlibEvent event, Dn other, DnRole otherRole, @Nullable Dn third, DnRole thirdRole) {
    return by(
        event.with(Attribute.OTHER_DN, other).with(Attribute.OTHER_DN_ROLE, otherRole),
        third,
        thirdRole);
  }

  /** With who brought it about, if that is somebody. */
  static TlibEvent by(TlibEvent event, @Nullable Dn third, DnRole role) {
    return third == null
        ? event
        : event.with(Attribute.THIRD_PARTY_DN, third).with(Attribute.THIRD_PARTY_DN_ROLE, role);
  }

  /**
   * A party whose endpoint is still to ring knows nothing of the call yet; only who asks about it
   * all the same is answered.
   *
   * @param cause the request of a client of that party's DN that it answers
   */
  void tell(Party party, @Nullable Origin cause, TlibEvent event) {
    if (!party.state().isInitiated()) {
      deliveries.add(new Delivery.ToDn(party.dn(), cause, event));
    } else if (cause != null) {
      deliveries.add(new Delivery.ToAsker(cause, event));
    }
  }

  /** To the clients of a DN that takes part, or did until now. */
  void tell(Dn dn, @Nullable Origin cause, @Nullable TlibEvent event) {
    if (event != null) {
      deliveries.add(new Delivery.ToDn(dn, cause, event));
    }
  }

  void acknowledge(@Nullable Origin asker, ConnId connId) {
    if (asker != null) {
      deliveries.add(
          new Delivery.ToAsker(
              asker,
              TlibEvent.of(MessageType.EVENT_ACK)
                  .with(Attribute.CONN_ID, connId)
                  .with(Attribute.TIME, at)));
    }
  }

  void refuse(Origin asker, Refusal refusal, Dn by, ConnId connId) {
    deliveries.add(new Delivery.ToAsker(asker, CallEvents.error(refusal, by, connId, at)));
  }

  /** The LCTParty event: all participants, to each of them. */
  void callInfo(VoiceCall call, boolean extended) {
    KvList all = CallInfo.of(call, extended);
    for (Party party : CallInfo.participants(call)) {
      tell(
          party,
          null,
          TlibEvent.of(MessageType.EVENT_USER_EVENT)
              .with(Attribute.CONN_ID, call.connId())
              .with(Attribute.THIS_DN, party.dn())
              .with(Attribute.EXTENSIONS, all)
              .with(Attribute.TIME, at));
    }
  }
}
