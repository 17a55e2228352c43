package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.contracts.Refusal;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** The attributes that the events of a call have in common (t-library.md 3.3), and EventError. */
public final class CallEvents {
  private CallEvents() {}

  /** An event of {@code call} as its party {@code self} sees it. */
  static TlibEvent of(
      MessageType type,
      Call call,
      Party self,
      @Nullable CallState callState,
      Instant at,
      AgentDirectory agents) {
    TlibEvent event =
        TlibEvent.of(type)
            .with(Attribute.CONN_ID, call.connId())
            .with(Attribute.CALL_ID, 0) // no switch below us that would have one
            .with(Attribute.CALL_UUID, callUuid(call.connId()))
            .with(Attribute.CALL_TYPE, call.callType())
            .withOptional(Attribute.CALL_STATE, callState)
            .with(Attribute.MEDIA_TYPE, call.mediaType())
            .with(Attribute.THIS_DN, self.dn())
            .with(Attribute.THIS_DN_ROLE, self.role());
    List<Party> others = call.others(self.dn());
    if (others.size() == 1) {
      event =
          event
              .with(Attribute.OTHER_DN, others.getFirst().dn())
              .with(Attribute.OTHER_DN_ROLE, others.getFirst().role());
    }
    if (call.callType() == CallType.INBOUND) {
      event = withNumbers(event, call);
    }
    event =
        event.withOptional(
            Attribute.AGENT_ID, agents.at(self.dn()).map(AgentState::agentId).orElse(null));
    if (!call.userData().isEmpty()) {
      event = event.with(Attribute.USER_DATA, call.userData());
    }
    return event.with(Attribute.TIME, at);
  }

  /** Who calls, without the host, and whom. */
  private static TlibEvent withNumbers(TlibEvent event, Call call) {
    TlibEvent numbered = event;
    for (Party party : call.parties()) {
      String number = party.dn().number();
      numbered =
          switch (party.role()) {
            case ORIGINATION -> numbered.with(Attribute.ANI, userOf(number));
            case DESTINATION -> numbered.with(Attribute.DNIS, number);
            case UNKNOWN,
                CONFERENCE_MEMBER,
                NEW_PARTY,
                ADDED_BY,
                DELETED_BY,
                TRANSFERRED_BY,
                DELETED_PARTY,
                CONFERENCED_BY,
                OBSERVER ->
                numbered;
          };
    }
    return numbered;
  }

  private static String userOf(String address) {
    int at = address.lastIndexOf('@');
    return at > 0 ? address.substring(0, at) : address;
  }

  /**
   * 32 characters, the same for the same call on every gateway: the ConnID, and the ConnID mixed
   * (the finalizer of splitmix64).
   */
  static String callUuid(ConnId connId) {
    long z = connId.value() + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (connId.toString() + new ConnId(z ^ (z >>> 31))).toUpperCase(Locale.ROOT);
  }

  /** The answer to a request that changed nothing. */
  public static TlibEvent error(
      Refusal refusal, @Nullable Dn thisDn, @Nullable ConnId connId, Instant at) {
    return TlibEvent.of(MessageType.EVENT_ERROR)
        .with(Attribute.ERROR_CODE, refusal.error().code())
        .with(Attribute.ERROR_MESSAGE, refusal.error().meaning() + ": " + refusal.detail())
        .withOptional(Attribute.THIS_DN, thisDn)
        .withOptional(Attribute.CONN_ID, connId)
        .with(Attribute.TIME, at);
  }
}
