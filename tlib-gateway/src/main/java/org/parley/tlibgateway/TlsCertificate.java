package org.parley.tlibgateway;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.io.Resource;

/** The certificate that TLS clients see, from a Spring SSL bundle or from a PKCS12 file. */
final class TlsCertificate {
  private final GatewayProperties.Tls properties;
  private final SslBundles bundles;

  TlsCertificate(GatewayProperties.Tls properties, SslBundles bundles) {
    this.properties = properties;
    this.bundles = bundles;
  }

  /**
   * Empty where none is configured.
   *
   * @throws IllegalStateException when what is configured cannot be used
   */
  Optional<SslContext> context() {
    try {
      String bundle = properties.bundle();
      Resource keyStore = properties.keyStore();
      if (bundle != null && !bundle.isBlank()) {
        return Optional.of(context(bundles.getBundle(bundle).getManagers().getKeyManagerFactory()));
      }
      return keyStore == null ? Optional.empty() : Optional.of(context(open(keyStore)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("parley.tlib.tls: the certificate cannot be used", e);
    }
  }

  private KeyManagerFactory open(Resource file) throws GeneralSecurityException, IOException {
    String password = properties.keyStorePassword();
    char[] characters = password == null ? new char[0] : password.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = file.getInputStream()) {
      store.load(in, characters);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, characters);
    return keys;
  }

  private static SslContext context(KeyManagerFactory keys) throws IOException {
    return SslContextBuilder.forServer(keys).protocols("TLSv1.3", "TLSv1.2").build();
  }
}
