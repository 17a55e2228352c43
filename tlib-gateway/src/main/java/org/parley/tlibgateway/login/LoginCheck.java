package org.parley.tlibgateway.login;

import java.util.concurrent.CompletionStage;

/** Asks whoever knows the persons. Never waits, never fails; completes on any thread. */
@FunctionalInterface
public interface LoginCheck {
  CompletionStage<Answer> check(Credentials credentials);

  /** What came of it. */
  sealed interface Answer {
    record Confirmed(Person person) implements Answer {}

    record Denied() implements Answer {}

    /** Nobody could be asked. */
    record Unavailable(String reason) implements Answer {}
  }
}
