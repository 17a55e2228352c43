package org.parley.tlibgateway.translation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.config.DnType;
import org.parley.tlib.AddressType;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * The state of a DN as Extensions of EventRegistered and EventAddressInfo (t-library.md 1.5).
 *
 * @param calls the live calls, oldest first
 * @param inService whether its endpoint can be reached; null for a DN that is not reached by SIP
 */
public record DnSnapshot(
    Dn dn, List<Call> calls, AgentStatus agentStatus, @Nullable Boolean inService) {

  /**
   * The keys {@code conn-n}, {@code ct-n}, {@code ps-n}, {@code mt-n} and {@code AgentStatus}, and
   * {@code dn-in-service}, which is Parley's own.
   */
  public KvList extensions() {
    KvList keys = KvList.empty();
    int n = 0;
    for (Call call : calls) {
      n++;
      keys =
          keys.with("conn-" + n, call.connId().toString())
              .with("ct-" + n, call.callType().code())
              .with("ps-" + n, call.party(dn).map(Party::state).map(PartyState::mask).orElse(0))
              .with("mt-" + n, call.mediaType().code());
    }
    keys = keys.with("AgentStatus", agentStatus.code());
    return inService == null ? keys : keys.with("dn-in-service", inService ? 1 : 0);
  }

  /** The number of the AddressStatus: what the DN does in the call that counts most. */
  public int addressStatus() {
    final int idle = 0;
    final int dialing = 2;
    final int talking = 3;
    final int ringing = 4;
    final int held = 5;
    int status = idle;
    for (Call call : calls) {
      PartyState state = call.party(dn).map(Party::state).orElse(PartyState.CONNECTED);
      if (state.isConnected()) {
        return talking;
      }
      int other = state.isHeld() ? held : dialing;
      status = state.isAlerting() ? ringing : status == idle ? other : status;
    }
    return status;
  }

  public static AddressType addressTypeOf(DnType type) {
    return switch (type) {
      case EXTENSION -> AddressType.DN;
      case ACD_POSITION -> AddressType.POSITION;
      case ACD_QUEUE -> AddressType.QUEUE;
      case ROUTING_POINT, EXTERNAL_ROUTING_POINT -> AddressType.ROUTE_DN;
      case TRUNK -> AddressType.TRUNK;
      case VOIP_SERVICE -> AddressType.OTHER;
    };
  }
}
