package org.parley.bench.voice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parley.bench.suite.Ports;
import org.parley.media.audio.Frame;
import org.parley.media.rtp.RtpPacket;

/**
 * Phones behind one SIP port: each answers a call at once, does what a re-INVITE says, and sends 50
 * packets a second to where it is told. For loopback: no answer is sent twice.
 */
final class Phones implements AutoCloseable {
  private static final int LONGEST = 65_536;
  private static final byte SILENCE = (byte) 0xFF;

  private final DatagramChannel sip;
  private final int port;
  private final Map<String, Leg> legs = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Phones() throws IOException {
    this.sip = open();
    this.port = ((InetSocketAddress) sip.getLocalAddress()).getPort();
    Thread.ofPlatform().daemon().name("phones-sip").start(this::answer);
    Thread.ofPlatform().daemon().name("phones-rtp").start(this::talk);
  }

  private static DatagramChannel open() throws IOException {
    return DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** A phone in a call. */
  private static final class Leg {
    final String number;
    final DatagramChannel rtp;
    volatile @Nullable SocketAddress there;
    volatile long heard;

    Leg(String number) {
      this.number = number;
      try {
        this.rtp = open();
        rtp.configureBlocking(false);
      } catch (IOException noSocket) {
        throw new java.io.UncheckedIOException(noSocket);
      }
    }

    int port() throws IOException {
      return ((InetSocketAddress) rtp.getLocalAddress()).getPort();
    }
  }

  int port() {
    return port;
  }

  /** Packets that the phone of that number has got in the calls that it is in. */
  long heard(String number) {
    return legs.values().stream()
        .filter(leg -> leg.number.equals(number))
        .mapToLong(leg -> leg.heard)
        .sum();
  }

  private void answer() {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
    try {
      while (!closed) {
        buffer.clear();
        SocketAddress from = sip.receive(buffer);
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
        Optional<Invite> request = Invite.read(text);
        if (request.isPresent() && !request.get().method().equals("ACK")) {
          String answer = answerTo(request.get());
          sip.send(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)), from);
        }
      }
    } catch (ClosedChannelException ended) {
      return;
    } catch (IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }

  private String answerTo(Invite request) throws IOException {
    switch (request.method()) {
      case "INVITE" -> {
        Leg leg = legs.computeIfAbsent(request.callId(), _ -> new Leg(request.number()));
        leg.there = request.audio();
        return request.ok(Ports.HOST, port, leg.port());
      }
      case "BYE", "CANCEL" -> {
        Leg leg = legs.remove(request.callId());
        if (leg != null) {
          leg.rtp.close();
        }
      }
      default -> {}
    }
    return request.ok(Ports.HOST, port, 0);
  }

  /** Every 20 ms one packet for each, and what has come is counted. */
  private void talk() {
    ByteBuffer out = ByteBuffer.allocateDirect(RtpPacket.HEADER + Frame.SAMPLES);
    ByteBuffer in = ByteBuffer.allocateDirect(LONGEST);
    var payload = new byte[Frame.SAMPLES];
    java.util.Arrays.fill(payload, SILENCE);
    long due = System.nanoTime();
    for (int frame = 0; !closed; frame++) {
      for (Leg leg : legs.values()) {
        out.clear();
        new RtpPacket(0, false, frame & 0xFFFF, frame * Frame.SAMPLES, 1, payload).write(out);
        exchange(leg, out.flip(), in);
      }
      due += Frame.LENGTH.toNanos();
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private static void exchange(Leg leg, ByteBuffer out, ByteBuffer in) {
    try {
      for (in.clear(); leg.rtp.receive(in) != null; in.clear()) {
        leg.heard = leg.heard + 1;
      }
      SocketAddress there = leg.there;
      if (there != null) {
        leg.rtp.send(out, there);
      }
    } catch (IOException hungUp) {
      leg.there = null;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    sip.close();
    for (Leg leg : legs.values()) {
      leg.rtp.close();
    }
  }
}
