package org.parley.config.objects;

/** What became of a change. */
public sealed interface Outcome<T> {
  record Done<T>(T result) implements Outcome<T> {}

  record Refused<T>(Refusal why) implements Outcome<T> {}
}
