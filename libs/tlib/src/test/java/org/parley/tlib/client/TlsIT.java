package org.parley.tlib.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibRequest;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsIT {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path dir;

  @Test
  void a_client_speaks_tls_through_silences_and_trusts_only_whom_it_should()
      throws IOException, GeneralSecurityException, InterruptedException {
    SSLContext tls = context(keyStore());
    try (var site = new FakeSite()) {
      InetSocketAddress gateway = site.open(tls.getServerSocketFactory());
      ClientOptions options =
          site.options("1001").withGateways(List.of(gateway)).withAddp(Duration.ofSeconds(1));
      var downs = new CopyOnWriteArrayList<String>();
      var listener =
          new TlibListener() {
            @Override
            public void linkDown(String reason, boolean willRetry) {
              downs.add(reason);
            }
          };

      try (TlibClient client = TlibClient.start(options.withTls(tls), listener)) {
        client.connected().orTimeout(10, TimeUnit.SECONDS).join();
        await().until(() -> site.pings() >= 2);
        assertThat(client.register(new Dn("1001")).join().isDone()).isTrue();
        assertThat(downs).isEmpty();
      }
      downs.clear();
      try (TlibClient client =
          TlibClient.start(options.withTls(SSLContext.getDefault()), listener)) {
        await().untilAsserted(() -> assertThat(downs).isNotEmpty());
        assertThat(client.request(new TlibRequest.QueryServer(0)).join())
            .isEqualTo(new Answer.Missing("not connected", false));
      }
    }
  }

  private KeyStore keyStore() throws IOException, GeneralSecurityException, InterruptedException {
    Path file = dir.resolve("key.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "gateway",
                "-keyalg",
                "EC",
                "-dname",
                "CN=gateway",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try {
      trusted.load(null, null);
    } catch (IOException impossible) {
      throw new GeneralSecurityException(impossible);
    }
    trusted.setCertificateEntry("gateway", keys.getCertificate("gateway"));
    var others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }
}
