package org.parley.media.leg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;

/**
 * Two neighbouring ports (RFC 3550 section 11), not blocking.
 *
 * @param rtp on {@code port}
 * @param rtcp on the port above it
 */
public record PortPair(int port, DatagramChannel rtp, DatagramChannel rtcp)
    implements AutoCloseable {

  /**
   * @throws IOException one of them is taken
   */
  static PortPair open(InetAddress address, int port) throws IOException {
    DatagramChannel rtp = bound(address, port);
    try {
      return new PortPair(port, rtp, bound(address, port + 1));
    } catch (IOException taken) {
      rtp.close();
      throw taken;
    }
  }

  private static DatagramChannel bound(InetAddress address, int port) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    try {
      channel.configureBlocking(false);
      channel.bind(new InetSocketAddress(address, port));
      return channel;
    } catch (IOException taken) {
      channel.close();
      throw taken;
    }
  }

  @Override
  public void close() {
    try (rtcp) {
      rtp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
