package org.parley.im.session;

import static org.parley.im.session.Answers.refused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImCommand.Invite;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.Invited;
import org.parley.contracts.im.ImEvent.Said;
import org.parley.contracts.im.Transcript;
import org.parley.im.session.ImPolicies.Target;
import org.parley.tlib.CallType;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;

/** Whether a session may begin, and how it begins. */
final class Invitations {
  private final ImPolicies policies;
  private final Messages messages;

  Invitations(ImPolicies policies, Messages messages) {
    this.policies = policies;
    this.messages = messages;
  }

  List<ImEvent> invite(Invite command, Instant now) {
    return objection(command)
        .map(refusal -> refused(command, refusal))
        .orElseGet(() -> begin(command, now));
  }

  private Optional<Refusal> objection(Invite command) {
    return target(command)
        .or(() -> CaseData.objection(command.userData()))
        .or(() -> first(command).flatMap(text -> messages.objection(text, Transcript.empty())));
  }

  private Optional<Refusal> target(Invite command) {
    Dn to = command.to();
    if (to.equals(command.by())) {
      return no(TlibError.INV_CALD_DN, "DN " + to + " cannot invite itself");
    }
    Optional<Target> found = policies.target(to);
    if (found.isEmpty()) {
      return no(TlibError.INV_CALD_DN, "there is no DN " + to);
    }
    Target target = found.get();
    if (!target.type().takesAgents()) {
      return no(TlibError.UNSUP_OPER, "IM to " + kind(target) + " is not available yet");
    }
    // The only place that reads the option: a session that runs outlives a change (seed 001).
    return target.multimedia()
        ? Optional.empty()
        : no(TlibError.DEST_INV_STATE, "multimedia is false at DN " + to);
  }

  private static String kind(Target target) {
    return switch (target.type()) {
      case EXTENSION, ACD_POSITION -> "an agent";
      case ROUTING_POINT -> "a Routing Point";
      case EXTERNAL_ROUTING_POINT -> "an External Routing Point";
      case ACD_QUEUE -> "a queue";
      case TRUNK -> "a trunk";
      case VOIP_SERVICE -> "a VoIP service";
    };
  }

  /** Text before the answer waits in the transcript; the invitation shows it (seed 003). */
  private List<ImEvent> begin(Invite command, Instant now) {
    Call call = dial(command, now);
    var invited =
        new Invited(
            command.origin(),
            command.connId(),
            call,
            now.plus(policies.inviteTimeout()),
            idleTimeout(command));
    return Stream.concat(
            Stream.of(invited), first(command).stream().map(text -> said(command, call, text, now)))
        .toList();
  }

  private @Nullable Duration idleTimeout(Invite command) {
    SipEntry entry = command.entry();
    return entry != null && entry.pageMode() ? policies.pageModeIdleTimeout() : null;
  }

  /** Without an origin: the request that brought the text is answered by the invitation. */
  private ImEvent said(Invite command, Call call, Draft text, Instant now) {
    return new Said(
        null,
        command.connId(),
        messages.next(call, Transcript.empty(), command.by(), command.byName(), text, now));
  }

  private Call dial(Invite command, Instant now) {
    Party inviter = party(command.by(), command.byName(), DnRole.ORIGINATION, PartyState.DIALING);
    Party invited =
        party(command.to(), command.to().number(), DnRole.DESTINATION, stateOf(command.to()));
    return new Call(
        command.connId(),
        MediaType.CHAT,
        callType(command),
        now,
        List.of(inviter, invited),
        command.userData());
  }

  private static CallType callType(Invite command) {
    SipEntry entry = command.entry();
    return entry != null && entry.trunk() != null ? CallType.INBOUND : CallType.INTERNAL;
  }

  /** An endpoint has to be reached first; where there is none, its clients know at once. */
  private PartyState stateOf(Dn invited) {
    return policies.target(invited).filter(Target::hasEndpoint).isPresent()
        ? PartyState.INITIATED
        : PartyState.ALERTING;
  }

  private Party party(Dn dn, String name, DnRole role, PartyState state) {
    return new Party(dn, name, policies.location(), role, state);
  }

  private static Optional<Draft> first(Invite command) {
    return Optional.ofNullable(command.firstMessage());
  }

  private static Optional<Refusal> no(TlibError error, String detail) {
    return Optional.of(new Refusal(error, detail));
  }
}
