package org.parley.tlibgateway.login;

import java.util.concurrent.CompletionStage;

/** Asks whoever knows the persons. Never waits, never fails; completes on any thread. */
@FunctionalInterface
public interface LoginCheck {
  /**
   * Checks the credentials.
   *
   * @param source the address of the client, by which whoever knows the persons counts failures
   */
  CompletionStage<Answer> check(Credentials credentials, String source);

  /** What came of it. */
  sealed interface Answer {
    record Confirmed(Person person) implements Answer {}

    record Denied() implements Answer {}

    /** Nobody could be asked. */
    record Unavailable(String reason) implements Answer {}
  }
}
