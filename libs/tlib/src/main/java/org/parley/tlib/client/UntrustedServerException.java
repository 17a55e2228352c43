package org.parley.tlib.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;

/**
 * The gateway showed a certificate that {@link ClientOptions#tls} does not trust, or that is for
 * another host; trying again is no use. The message names the gateway and the reason.
 */
public final class UntrustedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean issuerTrusted;

  private UntrustedServerException(
      InetSocketAddress gateway, boolean issuerTrusted, Throwable reason) {
    super(
        "the certificate of "
            + gateway.getHostString()
            + ":"
            + gateway.getPort()
            + (issuerTrusted ? " is not accepted: " : " is not trusted: ")
            + reason.getMessage(),
        reason);
    this.issuerTrusted = issuerTrusted;
  }

  /** What a failed attempt says about the certificate; empty: it failed for another reason. */
  static Optional<UntrustedServerException> of(InetSocketAddress gateway, IOException failed) {
    if (!(failed instanceof SSLHandshakeException)) {
      return Optional.empty();
    }
    Throwable deepest = null;
    boolean path = false;
    for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      boolean aboutPath =
          cause instanceof CertPathValidatorException || cause instanceof CertPathBuilderException;
      path |= aboutPath;
      if (aboutPath || cause instanceof CertificateException) {
        deepest = cause;
      }
    }
    return deepest == null
        ? Optional.empty()
        : Optional.of(new UntrustedServerException(gateway, !path, deepest));
  }

  /**
   * Whether its issuer is trusted, so that something else does not fit. With the trust managers of
   * the JDK that is the name of the host, for which they have no exception of its own.
   */
  public boolean isIssuerTrusted() {
    return issuerTrusted;
  }
}
