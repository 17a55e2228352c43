package org.parley.acceptance.voice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Sends a datagram again and again, ten times as often as a phone sends audio, until closed. */
final class Flood implements AutoCloseable {
  private static final Duration EACH = Duration.ofMillis(2);

  private final DatagramSocket socket;
  private final DatagramPacket packet;
  private final Thread thread = Thread.ofPlatform().name("flood").unstarted(this::run);
  private volatile boolean closed;

  private Flood(DatagramSocket socket, DatagramPacket packet) {
    this.socket = socket;
    this.packet = packet;
  }

  /**
   * Begins.
   *
   * @param from an address of this machine
   * @param port on 127.0.0.1
   */
  static Flood of(String from, int port, byte[] datagram) throws IOException {
    var flood =
        new Flood(
            new DatagramSocket(0, InetAddress.getByName(from)),
            new DatagramPacket(
                datagram,
                datagram.length,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    flood.thread.start();
    return flood;
  }

  private void run() {
    long due = System.nanoTime();
    while (!closed) {
      try {
        socket.send(packet);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      due += EACH.toNanos();
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    socket.close();
  }
}
