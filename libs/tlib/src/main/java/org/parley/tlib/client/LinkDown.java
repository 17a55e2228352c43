package org.parley.tlib.client;

/** Whether there will be a link again, and if not, why. */
public enum LinkDown {
  /** The client goes on trying. */
  TRYING_AGAIN,

  /** The server does not want the credentials ({@link LoginRefusedException}). */
  LOGIN_REFUSED,

  /**
   * There never was one, and no gateway has a certificate that is trusted ({@link
   * UntrustedServerException}).
   */
  UNTRUSTED,

  /** The application closed the client. */
  CLOSED,

  /** A bug; the log has more. */
  FAILED;

  public boolean willRetry() {
    return this == TRYING_AGAIN;
  }
}
