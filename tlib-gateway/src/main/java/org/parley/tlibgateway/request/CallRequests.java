package org.parley.tlibgateway.request;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.DnOptions;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibRequest;
import org.parley.tlibgateway.site.Site;

/** IM calls: made, answered, released, and their data. */
public final class CallRequests {
  private final ConfigView config;
  private final Site site;
  private final CallIds ids;

  public CallRequests(ConfigView config, Site site, InstantSource clock, RandomGenerator random) {
    this.config = config;
    this.site = site;
    this.ids = new CallIds(config, site, clock, random);
  }

  Reaction make(TlibRequest.MakeCall request, Caller caller) {
    return Elsewhere.refused(request.location(), config.site(), request.thisDN())
        .orElseGet(() -> makeHere(request, caller));
  }

  private Reaction makeHere(TlibRequest.MakeCall request, Caller caller) {
    Dn dn = request.thisDN();
    KvList extensions = Objects.requireNonNullElse(request.extensions(), KvList.empty());
    Dn called = request.otherDN();
    if (config.dn(called.number()).isEmpty()) {
      return Reaction.refuse(TlibError.INV_CALD_DN, "there is no DN " + called, dn);
    }
    for (Dn party : List.of(dn, called)) {
      if (hasTooManyCalls(party)) {
        return Reaction.refuse(
            TlibError.TOO_MANY_REQ,
            "DN " + party + " takes part in as many IM calls as im-max-sessions allows",
            dn);
      }
    }
    Optional<ConnId> connId = ids.draw(ConnId.Medium.IM);
    if (connId.isEmpty()) {
      return Reaction.refuse(TlibError.NO_SWITCH, "the switch is not configured", dn);
    }
    return switch (Drafts.read(extensions)) {
      case Drafts.Read(var draft) -> invite(request, connId.get(), draft, caller);
      case Drafts.Absent() -> invite(request, connId.get(), null, caller);
      case Drafts.Bad(var why) -> Reaction.refuse(TlibError.INVALID_ATTR, why, dn);
    };
  }

  private boolean hasTooManyCalls(Dn dn) {
    return config
        .dn(dn.number())
        .filter(found -> site.callCount(dn) >= config.value(found, DnOptions.IM_MAX_SESSIONS))
        .isPresent();
  }

  private static Reaction invite(
      TlibRequest.MakeCall request, ConnId connId, @Nullable Draft first, Caller caller) {
    return new Reaction.AskIm(
        new ImCommand.Invite(
            caller.origin(request.referenceId()),
            connId,
            request.thisDN(),
            caller.person().userName(),
            request.otherDN(),
            Objects.requireNonNullElse(request.userData(), KvList.empty()),
            first,
            null));
  }

  /** The same under another ConnID, for the case that the first one was taken. */
  ImCommand.FromClient redrawn(ImCommand.FromClient command) {
    return command instanceof ImCommand.Invite invite ? redrawn(invite) : command;
  }

  private ImCommand.Invite redrawn(ImCommand.Invite invite) {
    return new ImCommand.Invite(
        invite.origin(),
        ids.draw(ConnId.Medium.IM).orElse(invite.connId()),
        invite.by(),
        invite.byName(),
        invite.to(),
        invite.userData(),
        invite.firstMessage(),
        invite.entry());
  }

  Reaction answer(TlibRequest.AnswerCall r, Caller caller) {
    return ask(
        r.connId(),
        new ImCommand.Accept(
            caller.origin(r.referenceId()), r.connId(), r.thisDN(), caller.person().userName()));
  }

  Reaction release(TlibRequest.ReleaseCall r, Caller caller) {
    return ask(
        r.connId(),
        new ImCommand.Release(caller.origin(r.referenceId()), r.connId(), r.thisDN(), null));
  }

  Reaction attachUserData(TlibRequest.AttachUserData r, Caller caller) {
    return ask(
        r.connId(),
        new ImCommand.PutUserData(
            caller.origin(r.referenceId()), r.connId(), r.thisDN(), r.userData()));
  }

  Reaction updateUserData(TlibRequest.UpdateUserData r, Caller caller) {
    return ask(
        r.connId(),
        new ImCommand.PutUserData(
            caller.origin(r.referenceId()), r.connId(), r.thisDN(), r.userData()));
  }

  Reaction deletePair(TlibRequest.DeletePair r, Caller caller) {
    return ask(
        r.connId(),
        new ImCommand.RemoveUserData(
            caller.origin(r.referenceId()), r.connId(), r.thisDN(), r.dataKey()));
  }

  Reaction deleteUserData(TlibRequest.DeleteUserData r, Caller caller) {
    return ask(
        r.connId(),
        new ImCommand.RemoveUserData(caller.origin(r.referenceId()), r.connId(), r.thisDN(), null));
  }

  private Reaction ask(ConnId connId, ImCommand.FromClient command) {
    return ids.isIm(connId)
        ? new Reaction.AskIm(command)
        : MessageRequests.noSuchCall(connId, command.by());
  }
}
