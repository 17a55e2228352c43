package org.parley.bench.im;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** All connections of the load, read by one thread. */
final class Lines implements AutoCloseable {
  private static final int READ_BUFFER = 256 * 1024;
  private static final long SELECT_MILLIS = 100;

  private final Selector selector;
  private final List<Line> lines = new ArrayList<>();
  private final Thread reader;
  private volatile Line.Frames frames;
  private volatile boolean closing;
  private volatile int lost;

  Lines(Line.Frames frames) throws IOException {
    this.selector = Selector.open();
    this.frames = frames;
    this.reader = Thread.ofPlatform().name("bench-reader").start(this::read);
  }

  /** Adds a line before its first byte is sent. */
  synchronized void add(Line line) throws IOException {
    lines.add(line);
    line.channel().register(selector, SelectionKey.OP_READ, line);
    selector.wakeup();
  }

  /** From now on {@code next} takes the frames. */
  void handTo(Line.Frames next) {
    frames = next;
  }

  /** Connections that the suite closed. */
  int lost() {
    return lost;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void read() {
    ByteBuffer in = ByteBuffer.allocateDirect(READ_BUFFER);
    byte[] bytes = new byte[READ_BUFFER];
    try {
      while (!closing) {
        selector.select(
            key -> {
              Line line = (Line) key.attachment();
              try {
                if (!line.read(in, bytes, frames)) {
                  key.cancel();
                  lost++;
                }
              } catch (IOException broken) {
                key.cancel();
                lost++;
              }
            },
            SELECT_MILLIS);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public synchronized void close() {
    closing = true;
    selector.wakeup();
    try {
      reader.join(5_000);
      selector.close();
    } catch (IOException closedAlready) {
      return;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      lines.forEach(Line::close);
    }
  }
}
