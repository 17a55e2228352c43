package org.parley.media.leg;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.OptionalInt;
import java.util.Set;
import org.parley.media.audio.Codec;

/**
 * What was agreed with the far end.
 *
 * @param remote where its SDP says that it listens
 * @param hosts from which its packets may come; its ports may be others than it thinks (NAT)
 * @param codec that it is sent
 * @param accepted codecs that may come from it
 * @param events payload type of its telephone events (RFC 4733), if it has them
 */
public record Terms(
    InetSocketAddress remote,
    Set<InetAddress> hosts,
    Codec codec,
    Set<Codec> accepted,
    OptionalInt events) {

  public Terms {
    hosts = Set.copyOf(hosts);
    accepted = Set.copyOf(accepted);
  }
}
