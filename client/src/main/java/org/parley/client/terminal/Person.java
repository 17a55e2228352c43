package org.parley.client.terminal;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.client.desk.Screen;

/** Somebody who reads and types. */
public interface Person extends Screen, AutoCloseable {
  /** The next line; null when there is none any more. */
  @Nullable String readLine(Supplier<String> prompt);

  /** A word that does not show; null when there is nobody to type it. */
  @Nullable String readSecret(String prompt);

  /**
   * @param completions how the last word of a line may go on
   */
  void completeWith(Function<String, List<String>> completions);

  @Override
  void close();

  /** The best that the surroundings allow. */
  static Person here() {
    var console = System.console();
    String term = System.getenv("TERM");
    boolean able = console != null && console.isTerminal() && term != null && !term.equals("dumb");
    return able ? JLinePerson.open() : new PlainPerson(System.in, System.out);
  }
}
