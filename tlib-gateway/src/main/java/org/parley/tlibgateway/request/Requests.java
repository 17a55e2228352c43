package org.parley.tlibgateway.request;

import java.util.Optional;
import org.parley.tlib.Dn;
import org.parley.tlib.RegisterMode;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.registration.Registrations;

/** The table of requests: which of them needs the DN registered, and who serves it. */
public final class Requests {
  private final Registrations<Caller> registrations;
  private final ServerRequests server;
  private final AddressRequests addresses;
  private final AgentRequests agents;
  private final CallRequests calls;
  private final MessageRequests messages;

  public Requests(
      Registrations<Caller> registrations,
      ServerRequests server,
      AddressRequests addresses,
      AgentRequests agents,
      CallRequests calls,
      MessageRequests messages) {
    this.registrations = registrations;
    this.server = server;
    this.addresses = addresses;
    this.agents = agents;
    this.calls = calls;
    this.messages = messages;
  }

  public Reaction react(TlibRequest request, Caller caller) {
    return switch (request) {
      case TlibRequest.RegisterClient _ -> server.loggedInAlready();
      case TlibRequest.QueryServer _ -> server.queryServer();
      case TlibRequest.SetInputMask r -> server.setInputMask(r, caller);
      case TlibRequest.RegisterAddress r -> addresses.register(r, caller);
      case TlibRequest.UnregisterAddress r -> addresses.unregister(r, caller);
      case TlibRequest.QueryAddress r -> addresses.query(r);
      case TlibRequest.DistributeUserEvent r -> agents.userEvent(r, caller); // of any DN
      case TlibRequest.OnDn r ->
          unregistered(caller, r.thisDN())
              .map(why -> Reaction.refuse(TlibError.NOT_REGISTERED, why, r.thisDN()))
              .orElseGet(() -> onOwnDn(r, caller));
    };
  }

  private Optional<String> unregistered(Caller caller, Dn dn) {
    Optional<RegisterMode> mode = registrations.modeOf(caller, dn);
    if (mode.isEmpty()) {
      return Optional.of("register DN " + dn + " first");
    }
    return mode.get() == RegisterMode.MODE_MONITOR
        ? Optional.of("DN " + dn + " is registered in ModeMonitor, which gets events only")
        : Optional.empty();
  }

  private Reaction onOwnDn(TlibRequest.OnDn request, Caller caller) {
    return switch (request) {
      case TlibRequest.RegisterAddress r -> addresses.register(r, caller);
      case TlibRequest.UnregisterAddress r -> addresses.unregister(r, caller);
      case TlibRequest.QueryAddress r -> addresses.query(r);
      case TlibRequest.QueryCall r -> calls.query(r);
      case TlibRequest.AgentLogin r -> agents.logIn(r, caller);
      case TlibRequest.AgentLogout r -> agents.logOut(r, caller);
      case TlibRequest.AgentReady r -> agents.ready(r, caller);
      case TlibRequest.AgentNotReady r -> agents.notReady(r, caller);
      case TlibRequest.MakeCall r -> calls.make(r, caller);
      case TlibRequest.AnswerCall r -> calls.answer(r, caller);
      case TlibRequest.ReleaseCall r -> calls.release(r, caller);
      case TlibRequest.AttachUserData r -> calls.attachUserData(r, caller);
      case TlibRequest.UpdateUserData r -> calls.updateUserData(r, caller);
      case TlibRequest.DeletePair r -> calls.deletePair(r, caller);
      case TlibRequest.DeleteUserData r -> calls.deleteUserData(r, caller);
      case TlibRequest.PrivateService r -> messages.privateService(r, caller);
      case TlibRequest.DistributeUserEvent r -> agents.userEvent(r, caller);
    };
  }
}
