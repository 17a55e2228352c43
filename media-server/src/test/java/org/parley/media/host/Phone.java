package org.parley.media.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.dtmf.KeysHeard;
import org.parley.media.dtmf.TelephoneEvent;
import org.parley.media.rtp.OutgoingStream;
import org.parley.media.rtp.RtpPacket;
import org.parley.media.sound.Sound;

/** A far end that says one tone all the time and knows what it heard in the last half second. */
final class Phone implements AutoCloseable {
  static final int LOUDNESS = 6_000;

  /** Payload type of its telephone events. */
  static final int EVENTS = 96;

  private static final int HEARD = Frame.RATE / 2;

  private final DatagramChannel channel;
  private final Sound.Playing tone;
  private final G711 codec;
  private final OutgoingStream out = new OutgoingStream(new Random());
  private final Deque<RtpPacket> packets = new ArrayDeque<>();
  private final Thread thread = new Thread(this::run, "phone");
  private final KeysHeard keysHeard = new KeysHeard();
  private final StringBuffer keys = new StringBuffer();
  private final Queue<RtpPacket> extra = new ConcurrentLinkedQueue<>();
  private int breaks;
  private volatile @Nullable InetSocketAddress target;
  private volatile boolean closed;

  Phone(int hertz, G711 codec) throws IOException {
    this.tone = Sound.tone(hertz, LOUDNESS).play();
    this.codec = codec;
    this.channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    thread.start();
  }

  AudioDescription description() {
    try {
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      var format = new Format(codec.payloadType(), codec.encodingName(), Frame.RATE, null);
      var events = new Format(EVENTS, AudioDescription.TELEPHONE_EVENT, Frame.RATE, "0-15");
      return new AudioDescription(
          "127.0.0.1", port, List.of(format, events), Direction.SEND_RECEIVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param there null: to nobody
   */
  void sendTo(@Nullable AudioDescription there) {
    target = there == null ? null : new InetSocketAddress(there.host(), there.port());
  }

  private void run() {
    long due = System.nanoTime();
    ByteBuffer buffer = ByteBuffer.allocate(2_000);
    var frame = new short[Frame.SAMPLES];
    while (!closed) {
      try {
        receive(buffer);
        if (System.nanoTime() >= due) {
          due += Frame.LENGTH.toNanos();
          tone.next(frame);
          InetSocketAddress to = target;
          if (to != null) {
            buffer.clear();
            out.next(codec.payloadType(), codec.encode(frame), frame.length).write(buffer);
            channel.send(buffer.flip(), to);
            for (RtpPacket packet = extra.poll(); packet != null; packet = extra.poll()) {
              buffer.clear();
              packet.write(buffer);
              channel.send(buffer.flip(), to);
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    while (channel.receive(buffer) != null) {
      RtpPacket packet = RtpPacket.read(buffer.flip());
      if (packet.payloadType() == EVENTS) {
        keysHeard.press(packet).ifPresent(key -> keys.append(TelephoneEvent.KEYS.charAt(key)));
        buffer.clear();
        continue;
      }
      synchronized (packets) {
        if (!packets.isEmpty() && !follows(packets.getLast(), packet)) {
          breaks++;
        }
        packets.add(packet);
        while (packets.size() > HEARD / Frame.SAMPLES) {
          packets.remove();
        }
      }
      buffer.clear();
    }
  }

  private static boolean follows(RtpPacket one, RtpPacket next) {
    return one.ssrc() == next.ssrc()
        && RtpPacket.distance(one.sequence(), next.sequence()) == 1
        && next.timestamp() - one.timestamp() == Frame.SAMPLES;
  }

  /** Says something that is no tone, beside it. */
  void say(RtpPacket packet) {
    extra.add(packet);
  }

  /** Presses a key for a moment. */
  void press(char key) {
    var event = new TelephoneEvent(TelephoneEvent.KEYS.indexOf(key), true, 10, 800);
    say(new RtpPacket(EVENTS, true, 1, 1, 1, event.write()));
  }

  /** What keys it was sent so far. */
  String keys() {
    return keys.toString();
  }

  /** Where it sends to, if it does. */
  @Nullable InetSocketAddress target() {
    return target;
  }

  /** How often a packet did not follow the one before it. */
  int breaks() {
    synchronized (packets) {
      return breaks;
    }
  }

  private List<RtpPacket> heard() {
    synchronized (packets) {
      return List.copyOf(packets);
    }
  }

  /** Whether it hears all of these pitches and none of those. */
  boolean hears(int[] wanted, int[] unwanted) {
    List<RtpPacket> heard = heard();
    var samples = new short[heard.size() * Frame.SAMPLES];
    for (int i = 0; i < heard.size(); i++) {
      codec.decode(heard.get(i).payload(), samples, i * Frame.SAMPLES);
    }
    return samples.length == HEARD
        && Arrays.stream(wanted).allMatch(hertz -> Goertzel.amplitude(samples, hertz) > 5_000)
        && Arrays.stream(unwanted).allMatch(hertz -> Goertzel.amplitude(samples, hertz) < 100);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
