package org.parley.bench.voice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.rtp.RtpPacket;

/**
 * All far ends: a few sockets for all of them, since the mixer tells them apart by the ports that
 * they send to, and they the mixer's packets by the ports that those come from. One thread sends,
 * evenly spread; one for each socket counts what comes.
 */
final class FarEnds implements AutoCloseable {
  private static final int SOCKETS = 4;
  private static final int BUFFER = 4 << 20;
  private static final int PORTS = 65_536;
  private static final int MIDDLE = RtpPacket.HEADER + Frame.SAMPLES / 2;

  private final List<DatagramChannel> channels = new ArrayList<>();
  private final AtomicIntegerArray heard = new AtomicIntegerArray(PORTS);
  private final List<Thread> threads = new ArrayList<>();
  private volatile @Nullable Watch watch;
  private volatile boolean closed;

  /** A far end: where it sends, and what it says all the time. */
  record Speaker(int socket, InetSocketAddress seat, short sample) {}

  /** A frame that came. */
  record Heard(int seat, long nanos, int sample) {}

  /** Frames of some seats from now on. */
  static final class Watch {
    private final List<Integer> seats;
    private final ConcurrentLinkedQueue<Heard> frames = new ConcurrentLinkedQueue<>();

    Watch(List<Integer> seats) {
      this.seats = List.copyOf(seats);
    }

    /** Those of one seat, in order. */
    List<Heard> of(int seat) {
      return frames.stream().filter(frame -> frame.seat == seat).toList();
    }
  }

  FarEnds() throws IOException {
    for (int i = 0; i < SOCKETS; i++) {
      DatagramChannel channel = DatagramChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      channels.add(channel);
      threads.add(Thread.ofPlatform().daemon().name("ear-" + i).start(() -> listen(channel)));
    }
  }

  List<Integer> ports() throws IOException {
    var ports = new ArrayList<Integer>();
    for (DatagramChannel channel : channels) {
      ports.add(((InetSocketAddress) channel.getLocalAddress()).getPort());
    }
    return ports;
  }

  private void listen(DatagramChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(2_000);
    try {
      while (!closed) {
        buffer.clear();
        int seat = ((InetSocketAddress) channel.receive(buffer)).getPort();
        heard.incrementAndGet(seat);
        Watch watching = watch;
        if (watching != null && watching.seats.contains(seat) && buffer.position() > MIDDLE) {
          var code = new byte[] {buffer.get(MIDDLE)};
          var sample = new short[1];
          G711.PCMU.decode(code, sample, 0);
          watching.frames.add(new Heard(seat, System.nanoTime(), sample[0]));
        }
      }
    } catch (IOException closedMeanwhile) {
      return;
    }
  }

  /** They begin to talk. */
  void talk(List<Speaker> speakers) {
    threads.add(Thread.ofPlatform().daemon().name("mouths").start(() -> send(speakers)));
  }

  private void send(List<Speaker> speakers) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(RtpPacket.HEADER + Frame.SAMPLES);
    List<byte[]> payloads = speakers.stream().map(speaker -> payload(speaker.sample)).toList();
    long step = Frame.LENGTH.toNanos() / speakers.size();
    long due = System.nanoTime();
    try {
      for (int frame = 0; !closed; frame++) {
        for (int i = 0; i < speakers.size(); i++) {
          Speaker speaker = speakers.get(i);
          buffer.clear();
          new RtpPacket(0, false, frame & 0xFFFF, frame * Frame.SAMPLES, i, payloads.get(i))
              .write(buffer);
          channels.get(speaker.socket).send(buffer.flip(), speaker.seat);
          due += step;
          if (due - System.nanoTime() > 1_000_000) {
            LockSupport.parkNanos(due - System.nanoTime());
          }
        }
      }
    } catch (IOException closedMeanwhile) {
      return;
    }
  }

  private static byte[] payload(short sample) {
    var frame = new short[Frame.SAMPLES];
    Arrays.fill(frame, sample);
    return G711.PCMU.encode(frame);
  }

  /** Frames that have come so far, of all seats. */
  long heard() {
    long all = 0;
    for (int seat = 0; seat < PORTS; seat++) {
      all += heard.get(seat);
    }
    return all;
  }

  /** Notes what comes from some seats, for a while. */
  Watch watch(List<Integer> seats) {
    var watching = new Watch(seats);
    watch = watching;
    return watching;
  }

  static void pause(Duration time) throws InterruptedException {
    Thread.sleep(time);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
