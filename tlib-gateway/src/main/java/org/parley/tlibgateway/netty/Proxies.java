package org.parley.tlibgateway.netty;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is really there when an HTTP request came through a proxy of ours (edge-gateway): from
 * trusted addresses the forwarded headers are believed, from others not.
 *
 * @param trusted addresses of proxies
 * @param origins web origins other than our own that may open a WebSocket
 */
record Proxies(Set<String> trusted, List<String> origins) {
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_HOST = "X-Forwarded-Host";

  static String address(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
            && remote.getAddress() != null
        ? remote.getAddress().getHostAddress()
        : "unknown";
  }

  /** The address of the client: the last one that a trusted proxy added. */
  String sourceOf(Channel channel, HttpHeaders headers) {
    String peer = address(channel);
    String forwarded = headers.get(FORWARDED_FOR);
    if (forwarded == null || !trusted.contains(peer)) {
      return peer;
    }
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return last.isEmpty() || last.length() > 64 ? peer : last;
  }

  /**
   * Whether a page of that origin may talk to us: a browser names the origin, and it has to be the
   * host that it asked, or one that the administrator allowed. Other clients name none.
   */
  boolean mayConnect(Channel channel, HttpHeaders headers) {
    String origin = headers.get(HttpHeaderNames.ORIGIN);
    if (origin == null || origins.contains(origin)) {
      return true;
    }
    String host = authority(origin);
    return host != null
        && (host.equalsIgnoreCase(headers.get(HttpHeaderNames.HOST))
            || (trusted.contains(address(channel))
                && host.equalsIgnoreCase(headers.get(FORWARDED_HOST))));
  }

  private static @Nullable String authority(String origin) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority == null ? null : authority.toLowerCase(Locale.ROOT);
    } catch (URISyntaxException noOrigin) {
      return null;
    }
  }
}
