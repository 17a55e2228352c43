package org.parley.im.session;

import static org.parley.im.session.Answers.done;
import static org.parley.im.session.Answers.refused;
import static org.parley.im.session.Answers.unknownCall;
import static org.parley.tlib.TlibError.INV_CALL_STATE;
import static org.parley.tlib.TlibError.REQ_IN_PROGRESS;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.Accept;
import org.parley.contracts.im.ImCommand.Alert;
import org.parley.contracts.im.ImCommand.ExpireIdle;
import org.parley.contracts.im.ImCommand.ExpireInvitation;
import org.parley.contracts.im.ImCommand.Forget;
import org.parley.contracts.im.ImCommand.FromClient;
import org.parley.contracts.im.ImCommand.Invite;
import org.parley.contracts.im.ImCommand.PutUserData;
import org.parley.contracts.im.ImCommand.Release;
import org.parley.contracts.im.ImCommand.RemoveUserData;
import org.parley.contracts.im.ImCommand.ReportUndelivered;
import org.parley.contracts.im.ImCommand.Say;
import org.parley.contracts.im.ImCommand.Type;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.Accepted;
import org.parley.contracts.im.ImEvent.Alerted;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImEvent.Forgotten;
import org.parley.contracts.im.ImEvent.Typed;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.im.ImSession.Connected;
import org.parley.contracts.im.ImSession.Ended;
import org.parley.contracts.im.ImSession.Establishing;
import org.parley.eventlog.CommandPosition;
import org.parley.eventlog.Deadline;
import org.parley.eventlog.Decider;
import org.parley.tlib.DnRole;

/**
 * The rules of an IM call between two agents, or a customer and an agent (seed 003, t-library.md
 * 6.4 to 6.6). Reads time from the command's position and options from {@link ImPolicies}, and
 * keeps nothing.
 */
public final class ImDecider implements Decider<ImCommand, ImEvent, ImSession> {

  private record Step(ImSession session, ImCommand command) {}

  private static final List<ImEvent> NOTHING = List.of();

  private final Endings endings;
  private final Messages messages;
  private final Invitations invitations;

  public ImDecider(ImPolicies policies) {
    this.endings = new Endings(policies);
    this.messages = new Messages(policies);
    this.invitations = new Invitations(policies, messages);
  }

  @Override
  public List<ImEvent> decide(@Nullable ImSession session, ImCommand command, CommandPosition at) {
    if (session == null) {
      return withoutSession(command, at.time());
    }
    if (command instanceof FromClient asked && isFromStranger(session, asked)) {
      return unknownCall(asked);
    }
    return withSession(session, command, at.time());
  }

  private List<ImEvent> withoutSession(ImCommand command, Instant now) {
    return switch (command) {
      case Invite c -> invitations.invite(c, now);
      case Alert c -> unknownCall(c);
      case Accept c -> unknownCall(c);
      case Release c -> unknownCall(c);
      case Say c -> unknownCall(c);
      case Type c -> unknownCall(c);
      case ReportUndelivered c -> unknownCall(c);
      case PutUserData c -> unknownCall(c);
      case RemoveUserData c -> unknownCall(c);
      case ExpireInvitation _, ExpireIdle _, Forget _ -> NOTHING;
    };
  }

  /** The transition table. Whoever asks is a party here, except in the rows of Invite. */
  private List<ImEvent> withSession(ImSession session, ImCommand command, Instant now) {
    return switch (new Step(session, command)) {
      case Step(Establishing _, Invite c) -> taken(c);
      case Step(Connected _, Invite c) -> taken(c);
      case Step(Ended _, Invite c) -> taken(c);

      case Step(Establishing s, Alert c) when stateOf(s, c).isInitiated() ->
          List.of(new Alerted(c.origin(), c.connId(), c.by()));
      case Step(Establishing s, Alert c) when stateOf(s, c).isAlerting() -> List.of(done(c));
      case Step(Establishing _, Alert c) ->
          refused(c, INV_CALL_STATE, "only the invited party can be alerted");
      case Step(Connected _, Alert c) ->
          refused(c, INV_CALL_STATE, "the invitation has been accepted already");

      case Step(Establishing s, Accept c) when isInviter(s, c) ->
          refused(c, INV_CALL_STATE, "only the invited party can accept");
      case Step(Establishing s, Accept c) when stateOf(s, c).isInitiated() ->
          List.of(
              new Alerted(null, c.connId(), c.by()),
              new Accepted(c.origin(), c.connId(), c.by(), c.byName()));
      case Step(Establishing _, Accept c) ->
          List.of(new Accepted(c.origin(), c.connId(), c.by(), c.byName()));
      case Step(Connected _, Accept c) ->
          refused(c, INV_CALL_STATE, "the invitation has been accepted already");

      case Step(Establishing s, Release c) when isInviter(s, c) ->
          endings.by(c, EndCause.CANCELLED, now);
      case Step(Establishing _, Release c) -> endings.byInvited(c, now);
      case Step(Connected s, Release c) when c.failure() != null && !isInviter(s, c) ->
          refused(c, INV_CALL_STATE, "another client of the DN has accepted");
      case Step(Connected _, Release c) -> endings.by(c, EndCause.RELEASED, now);

      case Step(Establishing s, Say c) when isInviter(s, c) -> messages.say(s, c, now);
      case Step(Establishing _, Say c) ->
          refused(c, INV_CALL_STATE, "the invitation has not been accepted yet");
      case Step(Connected s, Say c) -> messages.say(s, c, now);
      case Step(Ended s, Say c) -> sayAfterEnd(s, c);

      case Step(Establishing _, Type c) -> List.of(done(c));
      case Step(Connected _, Type c) -> List.of(done(c), new Typed(c.connId(), c.by(), c.active()));

      case Step(Establishing s, ReportUndelivered c) -> Messages.undelivered(s, c);
      case Step(Connected s, ReportUndelivered c) -> Messages.undelivered(s, c);
      case Step(Ended s, ReportUndelivered c) -> Messages.undelivered(s, c);

      case Step(Establishing s, PutUserData c) -> CaseData.put(s, c);
      case Step(Connected s, PutUserData c) -> CaseData.put(s, c);
      case Step(Establishing s, RemoveUserData c) -> CaseData.remove(s, c);
      case Step(Connected s, RemoveUserData c) -> CaseData.remove(s, c);

      case Step(Establishing _, ExpireInvitation c) ->
          endings.byTimer(c.connId(), EndCause.EXPIRED, now);
      case Step(Connected _, ExpireInvitation _) -> NOTHING;
      case Step(Ended _, ExpireInvitation _) -> NOTHING;

      case Step(Establishing _, ExpireIdle _) -> NOTHING;
      case Step(Connected s, ExpireIdle _) -> endings.whenIdle(s, now);
      case Step(Ended _, ExpireIdle _) -> NOTHING;

      case Step(Establishing _, Forget _) -> NOTHING;
      case Step(Connected _, Forget _) -> NOTHING;
      case Step(Ended _, Forget c) -> List.of(new Forgotten(c.connId()));

      case Step(Ended _, FromClient c) -> unknownCall(c);
    };
  }

  /** The gateway draws another ConnID and asks again; two calls never share one. */
  private static List<ImEvent> taken(Invite command) {
    return refused(command, REQ_IN_PROGRESS, "the ConnID is in use");
  }

  /** A client that lost the answer to its last message still learns that it was said. */
  private List<ImEvent> sayAfterEnd(Ended session, Say command) {
    return messages
        .kept(session, command)
        .<List<ImEvent>>map((ImMessage kept) -> List.of(done(command, kept)))
        .orElseGet(() -> unknownCall(command));
  }

  private static boolean isFromStranger(ImSession session, FromClient command) {
    return !(command instanceof Invite)
        && !(session.connId().equals(command.connId()) && session.call().has(command.by()));
  }

  private static PartyState stateOf(ImSession session, FromClient command) {
    return session.call().party(command.by()).map(Party::state).orElse(PartyState.CONNECTED);
  }

  private static boolean isInviter(ImSession session, FromClient command) {
    return session.call().party(command.by()).map(Party::role).orElse(DnRole.UNKNOWN)
        == DnRole.ORIGINATION;
  }

  @Override
  public @Nullable ImSession evolve(@Nullable ImSession session, ImEvent event) {
    return ImSession.evolve(session, event);
  }

  @Override
  public List<Deadline<ImCommand>> deadlines(ImSession session) {
    return switch (session) {
      case Establishing s ->
          List.of(new Deadline<>(s.expiresAt(), new ExpireInvitation(s.connId())));
      case Connected s ->
          Endings.idleAt(s).stream()
              .map(at -> new Deadline<ImCommand>(at, new ExpireIdle(s.connId())))
              .toList();
      case Ended s -> List.of(new Deadline<>(s.forgetAt(), new Forget(s.connId())));
    };
  }
}
