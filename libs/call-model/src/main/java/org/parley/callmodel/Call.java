package org.parley.callmodel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

/**
 * A call: its parties in the order in which they came, and the data attached to it.
 *
 * @param startedAt when it was made
 * @param userData what agents and strategies attached, the same for all parties
 */
public record Call(
    ConnId connId,
    MediaType mediaType,
    CallType callType,
    Instant startedAt,
    List<Party> parties,
    KvList userData) {

  public Call {
    parties = List.copyOf(parties);
  }

  /** The party at that DN, if it takes part. */
  public Optional<Party> party(Dn dn) {
    return parties.stream().filter(party -> party.dn().equals(dn)).findFirst();
  }

  public boolean has(Dn dn) {
    return party(dn).isPresent();
  }

  /** The parties beside {@code dn}. */
  public List<Party> others(Dn dn) {
    return parties.stream().filter(party -> !party.dn().equals(dn)).toList();
  }

  /** This call with every party in the same state. */
  public Call allIn(PartyState state) {
    return new Call(
        connId,
        mediaType,
        callType,
        startedAt,
        parties.stream().map(party -> party.in(state)).toList(),
        userData);
  }

  /** This call with the party at {@code dn} in another state. */
  public Call with(Dn dn, PartyState state) {
    return with(dn, party -> party.in(state));
  }

  /** This call with the party at {@code dn} under another name. */
  public Call renamed(Dn dn, String name) {
    return with(dn, party -> new Party(dn, name, party.location(), party.role(), party.state()));
  }

  private Call with(Dn dn, UnaryOperator<Party> change) {
    return new Call(
        connId,
        mediaType,
        callType,
        startedAt,
        parties.stream().map(party -> party.dn().equals(dn) ? change.apply(party) : party).toList(),
        userData);
  }

  public Call withUserData(KvList data) {
    return new Call(connId, mediaType, callType, startedAt, parties, data);
  }
}
