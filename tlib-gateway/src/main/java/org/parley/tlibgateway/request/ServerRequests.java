package org.parley.tlibgateway.request;

import java.time.InstantSource;
import java.util.Optional;
import org.parley.contracts.Refusal;
import org.parley.tlib.Attribute;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.ServerRole;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/** Requests to the server itself. */
public final class ServerRequests {
  private final ServerIdentity identity;
  private final InstantSource clock;
  private final KvList capabilities = capabilities(TlibRequest.class);

  public ServerRequests(ServerIdentity identity, InstantSource clock) {
    this.identity = identity;
    this.clock = clock;
  }

  Reaction queryServer() {
    return new Reaction.Answer(
        TlibEvent.of(MessageType.EVENT_SERVER_INFO)
            .with(Attribute.SERVER, identity.name())
            .with(Attribute.SERVER_VERSION, identity.version())
            .with(Attribute.SERVER_ROLE, ServerRole.PRIMARY)
            .with(Attribute.LOCATION, identity.location())
            .with(Attribute.CAPABILITIES, capabilities)
            .with(Attribute.TIME, clock.instant()));
  }

  Reaction setInputMask(TlibRequest.SetInputMask request, Caller caller) {
    Optional<InputMask> mask = InputMask.parse(request.inputMask());
    if (mask.isEmpty()) {
      return new Reaction.Answer(error(TlibError.INVALID_ATTR, "inputMask is 128 hex digits"));
    }
    caller.filter(mask.get());
    return new Reaction.Answer(
        TlibEvent.of(MessageType.EVENT_ACK).with(Attribute.TIME, clock.instant()));
  }

  Reaction loggedInAlready() {
    return new Reaction.Answer(error(TlibError.IN_SAME_STATE, "this connection has logged in"));
  }

  private TlibEvent error(TlibError error, String detail) {
    return org.parley.tlibgateway.translation.CallEvents.error(
        new Refusal(error, detail), null, null, clock.instant());
  }

  /** Every request that is served, by its name on the wire. */
  private static KvList capabilities(Class<?> family) {
    KvList names = KvList.empty();
    for (Class<?> member : family.getPermittedSubclasses()) {
      names =
          member.isSealed()
              ? names.withAll(capabilities(member))
              : names.with("Request" + member.getSimpleName(), 1);
    }
    return names;
  }
}
