package org.parley.eventlog;

/**
 * These bytes are no value of the expected type. The message becomes the reason in the dead-letter
 * topic: no content in it.
 */
public final class UndecodableException extends Exception {

  public UndecodableException(String reason) {
    super(reason);
  }

  public UndecodableException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
