package org.parley.tlibgateway.login.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.parley.tlibgateway.login.Credentials;
import org.parley.tlibgateway.login.LoginCheck;

class ConfigServiceLoginsTest {
  /** By which config-service counts failures: else one client would delay all of this gateway. */
  @Test
  void config_service_is_told_the_address_of_the_client() throws Exception {
    List<String> sources = new CopyOnWriteArrayList<>();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/api/v1/me",
        exchange -> {
          sources.add(exchange.getRequestHeaders().getFirst("X-Forwarded-For"));
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    http.start();
    try (var logins =
        new ConfigServiceLogins(URI.create("http://127.0.0.1:" + http.getAddress().getPort()))) {
      var answer =
          logins
              .check(new Credentials.Password("1001", "wrong"), "192.0.2.7")
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);

      assertThat(answer).isEqualTo(new LoginCheck.Answer.Denied());
      assertThat(sources).containsExactly("192.0.2.7");
    } finally {
      http.stop(0);
    }
  }
}
