package org.parley.client.desk;

/** Where lines go, from any thread; a line that somebody is typing is not disturbed. */
public interface Screen {
  void show(Line line);

  /** A command was typed; shown where the typed line itself does not stay. */
  default void echo(String prompt, String line) {}
}
