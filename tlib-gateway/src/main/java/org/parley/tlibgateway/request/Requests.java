package org.parley.tlibgateway.request;

import java.util.Optional;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.RegisterMode;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;
import org.parley.tlibgateway.registration.Registrations;
import org.parley.tlibgateway.translation.ImKeys;

/** The table of requests: which of them needs the DN registered, and who serves it. */
public final class Requests {
  private final Registrations<Caller> registrations;
  private final ServerRequests server;
  private final AddressRequests addresses;
  private final AgentRequests agents;
  private final CallRequests calls;
  private final VoiceRequests voice;
  private final CallQueries queries;
  private final MessageRequests messages;

  public Requests(
      Registrations<Caller> registrations,
      ServerRequests server,
      AddressRequests addresses,
      AgentRequests agents,
      CallRequests calls,
      VoiceRequests voice,
      CallQueries queries,
      MessageRequests messages) {
    this.registrations = registrations;
    this.server = server;
    this.addresses = addresses;
    this.agents = agents;
    this.calls = calls;
    this.voice = voice;
    this.queries = queries;
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
      case TlibRequest.QueryCall r -> queries.query(r);
      case TlibRequest.AgentLogin r -> agents.logIn(r, caller);
      case TlibRequest.AgentLogout r -> agents.logOut(r, caller);
      case TlibRequest.AgentReady r -> agents.ready(r, caller);
      case TlibRequest.AgentNotReady r -> agents.notReady(r, caller);
      case TlibRequest.MakeCall r -> isChat(r) ? calls.make(r, caller) : voice.make(r, caller);
      case TlibRequest.AnswerCall r ->
          voice.isVoice(r.connId()) ? voice.answer(r, caller) : calls.answer(r, caller);
      case TlibRequest.ReleaseCall r ->
          voice.isVoice(r.connId()) ? voice.release(r, caller) : calls.release(r, caller);
      case TlibRequest.AttachUserData r ->
          voice.isVoice(r.connId())
              ? voice.putUserData(r.referenceId(), r.thisDN(), r.connId(), r.userData(), caller)
              : calls.attachUserData(r, caller);
      case TlibRequest.UpdateUserData r ->
          voice.isVoice(r.connId())
              ? voice.putUserData(r.referenceId(), r.thisDN(), r.connId(), r.userData(), caller)
              : calls.updateUserData(r, caller);
      case TlibRequest.DeletePair r ->
          voice.isVoice(r.connId())
              ? voice.removeUserData(r.referenceId(), r.thisDN(), r.connId(), r.dataKey(), caller)
              : calls.deletePair(r, caller);
      case TlibRequest.DeleteUserData r ->
          voice.isVoice(r.connId())
              ? voice.removeUserData(r.referenceId(), r.thisDN(), r.connId(), null, caller)
              : calls.deleteUserData(r, caller);
      case VoiceRequest r -> voice.react(r, caller);
      case TlibRequest.PrivateService r -> messages.privateService(r, caller);
      case TlibRequest.DistributeUserEvent r -> agents.userEvent(r, caller);
    };
  }

  /** Voice is what a call is unless it says otherwise. */
  private static boolean isChat(TlibRequest.MakeCall request) {
    KvList extensions = request.extensions();
    return request.mediaType() == MediaType.CHAT
        || extensions != null
            && extensions.text(ImKeys.CHAT).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** What was asked, under another ConnID than the one that was drawn and is taken. */
  public Reaction.Ask redrawn(Reaction.Ask ask) {
    return switch (ask) {
      case Reaction.AskIm(var command) -> new Reaction.AskIm(calls.redrawn(command));
      case Reaction.AskVoice(var command) -> new Reaction.AskVoice(voice.redrawn(command));
      case Reaction.AskRouting same -> same;
    };
  }
}
