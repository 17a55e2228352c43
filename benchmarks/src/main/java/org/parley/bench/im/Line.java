package org.parley.bench.im;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** One connection of the load; cuts what it receives into frames. */
final class Line {
  private static final int HEADER = 4;
  private static final long RETRY_NANOS = 50_000;

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(8 * 1024);
  private byte[] partial = new byte[0];
  private int partialLength;

  private Line(SocketChannel channel) {
    this.channel = channel;
  }

  /** What takes the frames of a line, {@code bytes[from..to)}; valid during the call only. */
  interface Frames {
    void frame(Line line, byte[] bytes, int from, int to);
  }

  static Line open(InetSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    return new Line(channel);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Sends a message; waits while the socket takes nothing, which then shows in the latencies. */
  synchronized void send(byte[] json) {
    out.clear();
    out.putInt(json.length).put(json).flip();
    try {
      while (out.hasRemaining()) {
        if (channel.write(out) == 0) {
          LockSupport.parkNanos(RETRY_NANOS);
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Reads what is there.
   *
   * @param in scratch buffer of the reading thread
   * @param bytes the same, as an array of at least its capacity
   * @return false at the end of the stream
   */
  boolean read(ByteBuffer in, byte[] bytes, Frames frames) throws IOException {
    in.clear();
    int length = channel.read(in);
    if (length <= 0) {
      return length == 0;
    }
    in.flip();
    if (partialLength == 0) {
      in.get(bytes, 0, length);
      int used = cut(bytes, length, frames);
      keep(bytes, used, length);
    } else {
      if (partial.length < partialLength + length) {
        partial = Arrays.copyOf(partial, Math.max(2 * partial.length, partialLength + length));
      }
      in.get(partial, partialLength, length);
      int used = cut(partial, partialLength + length, frames);
      keep(partial, used, partialLength + length);
    }
    return true;
  }

  private int cut(byte[] bytes, int length, Frames frames) {
    int at = 0;
    while (length - at >= HEADER) {
      int size =
          (bytes[at] & 0xFF) << 24
              | (bytes[at + 1] & 0xFF) << 16
              | (bytes[at + 2] & 0xFF) << 8
              | (bytes[at + 3] & 0xFF);
      if (length - at - HEADER < size) {
        break;
      }
      frames.frame(this, bytes, at + HEADER, at + HEADER + size);
      at += HEADER + size;
    }
    return at;
  }

  private void keep(byte[] bytes, int from, int to) {
    partialLength = to - from;
    if (partialLength > 0) {
      if (bytes != partial && partial.length < partialLength) {
        partial = new byte[Math.max(4096, partialLength)];
      }
      System.arraycopy(bytes, from, partial, 0, partialLength);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException closedAlready) {
      return;
    }
  }
}
