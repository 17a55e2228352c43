package org.parley.tlib.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibRequest;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsIT {
  @TempDir private Path dir;

  private final List<LinkDown> downs = new CopyOnWriteArrayList<>();
  private final TlibListener listener =
      new TlibListener() {
        @Override
        public void linkDown(String reason, LinkDown outlook) {
          downs.add(outlook);
        }
      };

  private SSLContext certificateFor(String subject)
      throws IOException, GeneralSecurityException, InterruptedException {
    return new TestCertificate(dir, subject).context();
  }

  private static InetSocketAddress nobodyListens() throws IOException {
    try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return InetSocketAddress.createUnresolved("127.0.0.1", port.getLocalPort());
    }
  }

  private void assertStops(TlibClient client, String message) {
    assertThatThrownBy(() -> client.connected().orTimeout(10, TimeUnit.SECONDS).join())
        .cause()
        .isInstanceOf(UntrustedServerException.class)
        .hasMessageContaining(message);
    await().untilAsserted(() -> assertThat(downs).last().isEqualTo(LinkDown.UNTRUSTED));
    assertThat(client.request(new TlibRequest.QueryServer(0)).join())
        .isEqualTo(new Answer.Missing("not connected", false));
  }

  @Test
  void a_client_speaks_tls_through_silences()
      throws IOException, GeneralSecurityException, InterruptedException {
    SSLContext tls = certificateFor("ip:127.0.0.1");
    try (var site = new FakeSite()) {
      InetSocketAddress gateway = site.open(tls.getServerSocketFactory());
      ClientOptions options =
          site.options("1001").withGateways(List.of(gateway)).withAddp(Duration.ofSeconds(1));

      try (TlibClient client = TlibClient.start(options.withTls(tls), listener)) {
        client.connected().orTimeout(10, TimeUnit.SECONDS).join();
        await().until(() -> site.pings() >= 2);
        assertThat(client.register(new Dn("1001")).join().isDone()).isTrue();
        assertThat(downs).isEmpty();
      }
    }
  }

  @Test
  void who_shows_a_certificate_that_is_not_trusted_is_not_tried_again()
      throws IOException, GeneralSecurityException, InterruptedException {
    try (var site = new FakeSite()) {
      InetSocketAddress gateway =
          site.open(certificateFor("ip:127.0.0.1").getServerSocketFactory());
      ClientOptions options =
          site.options("1001").withGateways(List.of(gateway)).withTls(SSLContext.getDefault());

      try (TlibClient client = TlibClient.start(options, listener)) {
        assertStops(client, gateway.getHostString() + ":" + gateway.getPort() + " is not trusted");
        assertThat(downs).hasSize(1);
      }
    }
  }

  @Test
  void who_shows_a_certificate_for_another_host_is_not_tried_again()
      throws IOException, GeneralSecurityException, InterruptedException {
    SSLContext tls = certificateFor("dns:gateway.example");
    try (var site = new FakeSite()) {
      InetSocketAddress gateway = site.open(tls.getServerSocketFactory());
      ClientOptions options =
          site.options("1001").withGateways(List.of(gateway, gateway)).withTls(tls);

      try (TlibClient client = TlibClient.start(options, listener)) {
        assertStops(client, " is not accepted: ");
        assertThat(downs).containsExactly(LinkDown.TRYING_AGAIN, LinkDown.UNTRUSTED);
      }
    }
  }

  @Test
  void who_is_not_there_is_waited_for_whatever_certificate_another_gateway_shows()
      throws IOException, GeneralSecurityException, InterruptedException {
    SSLContext ours = certificateFor("ip:127.0.0.1");
    try (var site = new FakeSite()) {
      InetSocketAddress untrusted =
          site.open(certificateFor("ip:127.0.0.1").getServerSocketFactory());
      InetSocketAddress absent = nobodyListens();
      ClientOptions options =
          site.options("1001")
              .withGateways(List.of(absent, untrusted))
              .withTls(ours)
              .withRetry(Duration.ofMillis(1), Duration.ofMillis(5));

      try (TlibClient client = TlibClient.start(options, listener)) {
        await().until(() -> site.accepted() >= 3);
        assertThat(downs).containsExactly(LinkDown.TRYING_AGAIN);
        site.open(ours.getServerSocketFactory(), absent.getPort());

        assertThat(client.connected().orTimeout(10, TimeUnit.SECONDS).join().gateway())
            .isEqualTo(absent);
      }
    }
  }

  @Test
  void who_was_trusted_once_is_waited_for_until_its_certificate_is_right_again()
      throws IOException, GeneralSecurityException, InterruptedException {
    SSLContext ours = certificateFor("ip:127.0.0.1");
    try (var site = new FakeSite()) {
      InetSocketAddress gateway = site.open(ours.getServerSocketFactory());
      ClientOptions options =
          site.options("1001")
              .withGateways(List.of(gateway))
              .withTls(ours)
              .withRetry(Duration.ofMillis(1), Duration.ofMillis(5));

      try (TlibClient client = TlibClient.start(options, listener)) {
        client.connected().orTimeout(10, TimeUnit.SECONDS).join();
        site.shut(1);
        int before = site.accepted();
        site.open(certificateFor("ip:127.0.0.1").getServerSocketFactory(), gateway.getPort());
        await().until(() -> site.accepted() >= before + 2);
        site.shut(2);
        site.open(ours.getServerSocketFactory(), gateway.getPort());

        await().until(() -> client.register(new Dn("1001")).join().isDone());
        assertThat(downs).containsExactly(LinkDown.TRYING_AGAIN);
      }
    }
  }
}
