package org.parley.tlib.client;

/** The server knows the client's credentials and does not want them; trying again is no use. */
public final class LoginRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int errorCode;

  LoginRefusedException(Answer.Refused refused) {
    super("log-in refused with error " + refused.errorCode() + ": " + refused.errorMessage());
    this.errorCode = refused.errorCode();
  }

  /** A number of {@link org.parley.tlib.TlibError}. */
  public int errorCode() {
    return errorCode;
  }
}
