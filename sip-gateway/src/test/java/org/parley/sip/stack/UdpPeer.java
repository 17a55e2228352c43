package org.parley.sip.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A far end over UDP, on an address of the loopback net. */
final class UdpPeer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DatagramSocket socket;
  private final InetSocketAddress stack;

  UdpPeer(String address, int port, int stackPort) {
    try {
      socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), port));
      stack = new InetSocketAddress("127.0.0.1", stackPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  UdpPeer(int stackPort) {
    this("127.0.0.1", 0, stackPort);
  }

  int port() {
    return socket.getLocalPort();
  }

  void send(String message) {
    send(message.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] message) {
    try {
      socket.send(new DatagramPacket(message, message.length, stack));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next message; fails if there is none soon. */
  String receive() {
    return receive(PATIENCE).orElseThrow(() -> new AssertionError("nothing came"));
  }

  Optional<String> receive(Duration patience) {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(packet);
      return Optional.of(
          new String(Arrays.copyOf(packet.getData(), packet.getLength()), StandardCharsets.UTF_8));
    } catch (SocketTimeoutException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
