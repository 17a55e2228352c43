package org.parley.media.leg;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parley.media.audio.Codec;
import org.parley.media.audio.Frame;
import org.parley.media.conference.Member;
import org.parley.media.dtmf.KeysHeard;
import org.parley.media.dtmf.KeysPressed;
import org.parley.media.jitter.JitterBuffer;
import org.parley.media.rtp.OutgoingStream;
import org.parley.media.rtp.Reception;
import org.parley.media.rtp.Rtcp;
import org.parley.media.rtp.RtpPacket;

/**
 * The audio of one party. Sends to where packets of its hosts come from (symmetric RTP), and until
 * one has come to where its SDP says. Used by one thread; never waits.
 */
public final class RtpLeg implements Member {
  /**
   * Datagrams taken in for one frame; the rest waits or is lost. Real audio has one or two: it gets
   * through when strangers send ten times as much.
   */
  static final int MOST_PER_FRAME = 32;

  private static final int LARGEST_DATAGRAM = 2_048;
  private static final int HIGHEST_PORT = 65_535;

  private final PortPair ports;
  private final String cname;
  private final LegListener listener;
  private final OutgoingStream out;
  private final JitterBuffer jitter = new JitterBuffer();
  private final KeysHeard keysHeard = new KeysHeard();
  private final KeysPressed keysPressed = new KeysPressed();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

  private Terms terms;
  private InetSocketAddress target;
  private @Nullable Reception reception;
  private Rtcp.@Nullable LastReport lastReport;
  private long heardAt;

  /**
   * @param cname name of this server in reports
   * @param listener told on the thread that uses the leg
   * @param nanos now
   */
  public RtpLeg(
      PortPair ports,
      Terms terms,
      String cname,
      LegListener listener,
      RandomGenerator random,
      long nanos) {
    this.ports = ports;
    this.terms = terms;
    this.target = terms.remote();
    this.cname = cname;
    this.listener = listener;
    this.out = new OutgoingStream(random);
    this.heardAt = nanos;
  }

  public PortPair ports() {
    return ports;
  }

  /** Something else was agreed. The stream that we send goes on, to another place perhaps. */
  public void agree(Terms other) {
    if (!other.remote().equals(terms.remote())) {
      target = other.remote();
    }
    terms = other;
  }

  /** Takes in what has come; to be called before each frame. */
  public void receive(long nanos) throws IOException {
    for (int i = 0; i < MOST_PER_FRAME; i++) {
      InetSocketAddress from = next(ports.rtp());
      if (from == null) {
        break;
      }
      if (!terms.hosts().contains(from.getAddress())) {
        listener.lost(Loss.FOREIGN);
        continue;
      }
      RtpPacket packet = RtpPacket.read(buffer);
      if (packet == null) {
        listener.lost(Loss.BROKEN);
      } else {
        take(packet, from, nanos);
      }
    }
    InetSocketAddress reporter = next(ports.rtcp());
    if (reporter != null && terms.hosts().contains(reporter.getAddress())) {
      Rtcp.Heard heard = Rtcp.read(buffer);
      if (heard != null && heard.senderReport() != null) {
        lastReport = new Rtcp.LastReport(heard.senderReport(), nanos);
      }
    }
  }

  private @Nullable InetSocketAddress next(DatagramChannel channel) throws IOException {
    buffer.clear();
    var from = (InetSocketAddress) channel.receive(buffer);
    buffer.flip();
    return from;
  }

  private void take(RtpPacket packet, InetSocketAddress from, long nanos) {
    int type = packet.payloadType();
    boolean isEvent = terms.events().isPresent() && terms.events().getAsInt() == type;
    Codec codec = isEvent ? null : accepted(type);
    if (!isEvent && codec == null) {
      listener.lost(Loss.OTHER_TYPE);
      return;
    }
    target = from;
    heardAt = nanos;
    if (reception == null || reception.ssrc() != packet.ssrc()) {
      reception = new Reception(packet.ssrc(), packet.sequence(), Frame.RATE);
    }
    reception.received(packet.sequence(), packet.timestamp(), nanos);
    if (codec != null) {
      jitter.put(packet, codec);
    } else {
      keysHeard.press(packet).ifPresent(listener::pressed);
    }
  }

  private @Nullable Codec accepted(int payloadType) {
    for (Codec codec : terms.accepted()) {
      if (codec.payloadType() == payloadType) {
        return codec;
      }
    }
    return null;
  }

  /** For how long nothing has come from the far end. */
  public Duration silence(long nanos) {
    return Duration.ofNanos(nanos - heardAt);
  }

  @Override
  public boolean says(short[] into) {
    return jitter.take(into);
  }

  @Override
  public void hears(short[] frame) {
    if (keysPressed.isBusy() && terms.events().isPresent()) {
      keysPressed.next(out, terms.events().getAsInt()).forEach(this::send);
    } else {
      Codec codec = terms.codec();
      send(out.next(codec.payloadType(), codec.encode(frame), frame.length));
    }
  }

  /**
   * Presses a key towards the party.
   *
   * @return false: it does not know telephone events, or too many keys wait
   */
  public boolean press(int key) {
    return terms.events().isPresent() && keysPressed.press(key);
  }

  private void send(RtpPacket packet) {
    buffer.clear();
    packet.write(buffer);
    send(ports.rtp(), target);
  }

  /** Tells the far end what was sent and what has come (RTCP). */
  public void report(Instant now, long nanos) {
    if (target.getPort() == HIGHEST_PORT) {
      return; // its neighbour does not exist
    }
    buffer.clear();
    Rtcp.write(buffer, out, reception, lastReport, cname, now, nanos);
    send(ports.rtcp(), new InetSocketAddress(target.getAddress(), target.getPort() + 1));
  }

  private void send(DatagramChannel channel, InetSocketAddress to) {
    try {
      if (channel.send(buffer.flip(), to) == 0) {
        listener.lost(Loss.UNSENT);
      }
    } catch (IOException unreachable) {
      listener.lost(Loss.UNSENT);
    }
  }
}
