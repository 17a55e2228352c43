package org.parley.im.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.Release;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession.Connected;
import org.parley.tlib.ConnId;

/** How a session ends, and why. */
final class Endings {
  private final ImPolicies policies;

  Endings(ImPolicies policies) {
    this.policies = policies;
  }

  /** A party ends it. */
  List<ImEvent> by(Release command, EndCause cause, Instant now) {
    return List.of(
        new ImEvent.Ended(
            command.origin(), command.connId(), command.by(), cause, now, forgetAt(now)));
  }

  /** The invited party turned it down, or was not reached. */
  List<ImEvent> byInvited(Release command, Instant now) {
    return by(command, causeOf(command.failure()), now);
  }

  /** Nobody ended it: the time is up. */
  List<ImEvent> byTimer(ConnId connId, EndCause cause, Instant now) {
    return List.of(new ImEvent.Ended(null, connId, null, cause, now, forgetAt(now)));
  }

  /** A timer may be under way while somebody speaks: then it stands again for later. */
  List<ImEvent> whenIdle(Connected session, Instant now) {
    return idleAt(session)
        .filter(at -> !now.isBefore(at))
        .map(_ -> byTimer(session.connId(), EndCause.IDLE, now))
        .orElseGet(List::of);
  }

  /** When it is over unless something is said; empty when nothing has to be said. */
  static Optional<Instant> idleAt(Connected session) {
    @Nullable Duration idleTimeout = session.idleTimeout();
    return Optional.ofNullable(idleTimeout).map(lastActivity(session)::plus);
  }

  private static Instant lastActivity(Connected session) {
    Instant startedAt = session.call().startedAt();
    List<ImMessage> messages = session.transcript().messages();
    return messages.isEmpty() || messages.getLast().time().isBefore(startedAt)
        ? startedAt
        : messages.getLast().time();
  }

  private static EndCause causeOf(@Nullable ReachFailure failure) {
    return switch (failure) {
      case null -> EndCause.REJECTED;
      case DECLINED -> EndCause.REJECTED;
      case NO_ANSWER -> EndCause.UNANSWERED;
      case OUT_OF_SERVICE -> EndCause.OUT_OF_SERVICE;
      case UNKNOWN_ADDRESS -> EndCause.UNKNOWN_ADDRESS;
      case NOT_ACCEPTABLE, FAILED -> EndCause.UNREACHABLE;
    };
  }

  private Instant forgetAt(Instant now) {
    return now.plus(policies.endedRetention());
  }
}
