package org.parley.standalone.backends;

/**
 * The run cannot start, for a reason that the user can do something about. The reason is written
 * for that user and is all that is shown.
 */
public final class StartRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  public StartRefused(String reason) {
    super(reason);
    this.reason = reason;
  }

  public StartRefused(String reason, Throwable cause) {
    super(reason, cause);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
