package org.parley.config.access;

/** Turns passwords into what may be stored. */
public interface Passwords {
  /** Takes a tenth of a second on purpose. Refuses a password that is too short or too long. */
  String hash(String password);
}
