package org.parley.tlibgateway.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private final Proxies proxies =
      new Proxies(Set.of("127.0.0.1"), List.of("https://desktop.example.com"));

  private static EmbeddedChannel from(String address) {
    return new EmbeddedChannel() {
      @Override
      public SocketAddress remoteAddress() {
        return new InetSocketAddress(address, 4711);
      }
    };
  }

  private static HttpHeaders headers(String... pairs) {
    var headers = new DefaultHttpHeaders();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1]);
    }
    return headers;
  }

  @Test
  void the_address_behind_a_trusted_proxy_is_the_last_one_that_was_added() {
    HttpHeaders forwarded = headers("X-Forwarded-For", "6.6.6.6, 203.0.113.9");
    assertThat(proxies.sourceOf(from("127.0.0.1"), forwarded)).isEqualTo("203.0.113.9");
  }

  @Test
  void what_others_say_about_where_they_are_is_not_believed() {
    HttpHeaders forwarded = headers("X-Forwarded-For", "203.0.113.9");
    assertThat(proxies.sourceOf(from("192.0.2.1"), forwarded)).isEqualTo("192.0.2.1");
  }

  @Test
  void a_page_of_the_same_host_may_connect_and_one_of_another_may_not() {
    assertThat(
            proxies.mayConnect(
                from("192.0.2.1"),
                headers("Host", "parley.test:7102", "Origin", "http://parley.test:7102")))
        .isTrue();
    assertThat(
            proxies.mayConnect(
                from("192.0.2.1"),
                headers("Host", "parley.test:7102", "Origin", "http://evil.test")))
        .isFalse();
    assertThat(
            proxies.mayConnect(
                from("192.0.2.1"),
                headers("Host", "parley.test:7102", "Origin", "http://parley.test:80")))
        .isFalse();
    assertThat(
            proxies.mayConnect(from("192.0.2.1"), headers("Host", "parley.test", "Origin", "null")))
        .isFalse();
  }

  @Test
  void an_allowed_origin_and_a_client_that_is_no_browser_may_connect() {
    assertThat(
            proxies.mayConnect(
                from("192.0.2.1"),
                headers("Host", "parley.test", "Origin", "https://desktop.example.com")))
        .isTrue();
    assertThat(proxies.mayConnect(from("192.0.2.1"), headers("Host", "parley.test"))).isTrue();
  }

  @Test
  void behind_a_trusted_proxy_the_host_that_the_browser_asked_counts() {
    HttpHeaders headers =
        headers(
            "Host", "127.0.0.1:7102",
            "X-Forwarded-Host", "parley.test:8080",
            "Origin", "http://parley.test:8080");
    assertThat(proxies.mayConnect(from("127.0.0.1"), headers)).isTrue();
    assertThat(proxies.mayConnect(from("192.0.2.1"), headers)).isFalse();
  }
}
