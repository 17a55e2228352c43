package org.parley.client;

import java.util.Optional;
import org.parley.client.terminal.Person;

/** {@code ./parley client}: see {@link Arguments#USAGE} and docs/client.md. */
public final class ClientMain {
  private ClientMain() {}

  /** Exit codes: 0 left, 1 could not log in, or the server is not trusted, 2 wrong command line. */
  public static void main(String[] words) throws InterruptedException {
    Optional<Arguments> arguments;
    try {
      arguments = Arguments.parse(words);
    } catch (Arguments.Invalid invalid) {
      System.err.println(invalid.getMessage());
      System.err.println();
      System.err.print(Arguments.USAGE);
      System.exit(2);
      return;
    }
    if (arguments.isEmpty()) {
      System.out.print(Arguments.USAGE);
      return;
    }
    int code;
    try (Person person = Person.here()) {
      code =
          new Visit(arguments.get(), person, Optional.ofNullable(System.getenv("PARLEY_PASSWORD")))
              .run();
    }
    System.exit(code);
  }
}
