package org.parley.contracts.im;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Call;
import org.parley.callmodel.PartyState;
import org.parley.tlib.ConnId;

/**
 * An IM session as its events left it. The states are those an agent's desktop shows (seed 003):
 * Establishing, Connected, Ended. What is allowed in each is decided by im-session-service.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface ImSession {
  Call call();

  Transcript transcript();

  default ConnId connId() {
    return call().connId();
  }

  /**
   * The invitation waits for an answer. Left by accept, reject, cancel, and at {@code expiresAt}.
   */
  record Establishing(
      Call call, Transcript transcript, Instant expiresAt, @Nullable Duration idleTimeout)
      implements ImSession {}

  /**
   * The parties talk. Left when either releases, and, where there is an {@code idleTimeout}, when
   * nothing was said for so long.
   */
  record Connected(Call call, Transcript transcript, @Nullable Duration idleTimeout)
      implements ImSession {}

  /** Over; its transcript can be asked for until {@code forgetAt}, then the session is gone. */
  record Ended(Call call, Transcript transcript, Instant forgetAt) implements ImSession {}

  /**
   * The session after an event; the only code that changes one.
   *
   * @param state null before {@link ImEvent.Invited}
   * @return null after {@link ImEvent.Forgotten}
   * @throws IllegalStateException for an event that cannot follow: the log is not what the rules of
   *     im-session-service produce
   */
  static @Nullable ImSession evolve(@Nullable ImSession state, ImEvent event) {
    return switch (event) {
      case ImEvent.Invited e ->
          new Establishing(e.call(), Transcript.empty(), e.expiresAt(), e.idleTimeout());
      case ImEvent.Alerted e ->
          switch (existing(state, event)) {
            case Establishing s ->
                new Establishing(
                    s.call.with(e.by(), PartyState.ALERTING),
                    s.transcript,
                    s.expiresAt,
                    s.idleTimeout);
            case Connected _, Ended _ -> throw impossible(state, event);
          };
      case ImEvent.Accepted e ->
          switch (existing(state, event)) {
            case Establishing s ->
                new Connected(
                    s.call.renamed(e.by(), e.byName()).allIn(PartyState.CONNECTED),
                    s.transcript,
                    s.idleTimeout);
            case Connected _, Ended _ -> throw impossible(state, event);
          };
      case ImEvent.Said e ->
          switch (existing(state, event)) {
            case Establishing s ->
                new Establishing(
                    s.call, s.transcript.plus(e.message()), s.expiresAt, s.idleTimeout);
            case Connected s ->
                new Connected(s.call, s.transcript.plus(e.message()), s.idleTimeout);
            case Ended _ -> throw impossible(state, event);
          };
      case ImEvent.UserDataChanged e ->
          switch (existing(state, event)) {
            case Establishing s ->
                new Establishing(
                    s.call.withUserData(e.userData()), s.transcript, s.expiresAt, s.idleTimeout);
            case Connected s ->
                new Connected(s.call.withUserData(e.userData()), s.transcript, s.idleTimeout);
            case Ended _ -> throw impossible(state, event);
          };
      case ImEvent.Ended e -> {
        ImSession before = existing(state, event);
        yield new Ended(before.call(), before.transcript(), e.forgetAt());
      }
      case ImEvent.Forgotten _ -> null;
      case ImEvent.Typed _, ImEvent.Undelivered _, ImEvent.Acknowledged _, ImEvent.Refused _ ->
          state;
    };
  }

  private static ImSession existing(@Nullable ImSession state, ImEvent event) {
    if (state == null) {
      throw impossible(null, event);
    }
    return state;
  }

  private static IllegalStateException impossible(@Nullable ImSession state, ImEvent event) {
    return new IllegalStateException(
        event.getClass().getSimpleName()
            + " cannot follow "
            + (state == null ? "nothing" : state.getClass().getSimpleName())
            + " in "
            + event.connId());
  }
}
