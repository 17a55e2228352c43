package org.parley.sip.stack.netty;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The two sides of TLS 1.2 and 1.3 from one key store. */
final class TlsContexts {
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final @Nullable SslContext server;
  private final @Nullable SslContext client;

  TlsContexts(EdgeSettings.@Nullable Keys keys) {
    try {
      this.server = keys == null ? null : server(keys);
      this.client = client(keys == null ? null : keys.trusted());
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException("the key store cannot be used", e);
    }
  }

  private static SslContext server(EdgeSettings.Keys keys)
      throws GeneralSecurityException, SSLException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys.keys(), keys.password());
    return SslContextBuilder.forServer(managers).protocols(PROTOCOLS).build();
  }

  private static SslContext client(@Nullable KeyStore trusted)
      throws GeneralSecurityException, SSLException {
    SslContextBuilder builder = SslContextBuilder.forClient().protocols(PROTOCOLS);
    builder.endpointIdentificationAlgorithm("");
    if (trusted != null) {
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      builder.trustManager(managers);
    }
    return builder.build();
  }

  SslContext server() {
    if (server == null) {
      throw new IllegalStateException("no key store for TLS");
    }
    return server;
  }

  SslContext client() {
    if (client == null) {
      throw new IllegalStateException("no TLS");
    }
    return client;
  }
}
