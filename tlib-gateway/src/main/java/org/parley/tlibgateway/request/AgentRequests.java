package org.parley.tlibgateway.request;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.WorkMode;

/** Agent states and user events: commands to routing-service. */
public final class AgentRequests {

  /** Compares a password with its hash, which takes a while by design; on another thread. */
  @FunctionalInterface
  public interface PasswordCheck {
    CompletionStage<Boolean> matches(String password, String hash);
  }

  private final ConfigView config;
  private final PasswordCheck passwords;

  public AgentRequests(ConfigView config, PasswordCheck passwords) {
    this.config = config;
    this.passwords = passwords;
  }

  /** The password is compared here, where it is; what follows is decided with the other rules. */
  Reaction logIn(TlibRequest.AgentLogin request, Caller caller) {
    String hash =
        config.agentLogin(request.agentId()).map(AgentLoginObject::passwordHash).orElse(null);
    if (hash == null) {
      return logIn(request, caller, true);
    }
    if (request.password() == null) {
      return logIn(request, caller, false);
    }
    return new Reaction.Later(
        passwords
            .matches(request.password(), hash)
            .thenApply(matches -> logIn(request, caller, matches)));
  }

  private static Reaction logIn(
      TlibRequest.AgentLogin request, Caller caller, boolean passwordMatches) {
    return new Reaction.AskRouting(
        new RoutingCommand.LogIn(
            caller.origin(request.referenceId()),
            request.thisDN(),
            request.agentId(),
            caller.person().userName(),
            request.thisQueue(),
            passwordMatches,
            mode(request.workMode()),
            list(request.reasons()),
            list(request.extensions())));
  }

  Reaction logOut(TlibRequest.AgentLogout request, Caller caller) {
    return new Reaction.AskRouting(
        new RoutingCommand.LogOut(
            caller.origin(request.referenceId()),
            request.thisDN(),
            request.thisQueue(),
            list(request.reasons()),
            list(request.extensions())));
  }

  Reaction ready(TlibRequest.AgentReady request, Caller caller) {
    return new Reaction.AskRouting(
        new RoutingCommand.SetReady(
            caller.origin(request.referenceId()),
            request.thisDN(),
            request.thisQueue(),
            mode(request.workMode()),
            list(request.reasons()),
            list(request.extensions())));
  }

  Reaction notReady(TlibRequest.AgentNotReady request, Caller caller) {
    return new Reaction.AskRouting(
        new RoutingCommand.SetNotReady(
            caller.origin(request.referenceId()),
            request.thisDN(),
            request.thisQueue(),
            mode(request.workMode()),
            list(request.reasons()),
            list(request.extensions())));
  }

  /** To any DN of the switch, whoever asks. */
  Reaction userEvent(TlibRequest.DistributeUserEvent request, Caller caller) {
    Dn dn = request.thisDN();
    if (config.dn(dn.number()).isEmpty()) {
      return Reaction.refuse(TlibError.NOT_CONFIGURED, "there is no DN " + dn, dn);
    }
    return new Reaction.AskRouting(
        new RoutingCommand.SendUserEvent(
            caller.origin(request.referenceId()),
            dn,
            request.connId(),
            list(request.userData()),
            list(request.reasons()),
            list(request.extensions())));
  }

  private static WorkMode mode(@Nullable WorkMode mode) {
    return Objects.requireNonNullElse(mode, WorkMode.UNKNOWN);
  }

  private static KvList list(@Nullable KvList list) {
    return Objects.requireNonNullElse(list, KvList.empty());
  }
}
