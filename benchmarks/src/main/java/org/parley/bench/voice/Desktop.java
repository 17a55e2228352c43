package org.parley.bench.voice;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.parley.tlib.Attribute;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/** A T-Library client of the bench, which notes when each event came. Used by one thread. */
final class Desktop implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Socket socket = new Socket();
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
  private int reference;

  Desktop(InetSocketAddress address) throws IOException {
    socket.connect(address);
    socket.setTcpNoDelay(true);
    var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    Thread.ofPlatform().daemon().name("desktop").start(() -> read(in));
  }

  /**
   * An event, and when it was there.
   *
   * @param nanos since the request was about to be sent, where it answers one
   */
  record Told(TlibEvent event, long nanos) {
    boolean isRefusal() {
      return event.type() == MessageType.EVENT_ERROR;
    }
  }

  private void read(DataInputStream in) {
    try {
      while (true) {
        var json = new byte[in.readInt()];
        in.readFully(json);
        long now = System.nanoTime();
        if (TlibCodec.decodeFromServer(json) instanceof TlibCodec.FromServer.Event(var event)) {
          told.add(new Told(event, now));
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  /**
   * Sends a request, and waits for the event that answers it, which may be an EventError.
   *
   * @throws IllegalStateException when none comes
   */
  Told ask(IntFunction<TlibRequest> request) throws IOException {
    reference++;
    int own = reference;
    byte[] json = TlibCodec.encode(request.apply(own));
    byte[] frame =
        ByteBuffer.allocate(Integer.BYTES + json.length).putInt(json.length).put(json).array();
    long asked = System.nanoTime();
    socket.getOutputStream().write(frame);
    Told answer =
        await(
            "answer to request " + own,
            event -> event.find(Attribute.REFERENCE_ID).orElse(0) == own);
    return new Told(answer.event, answer.nanos - asked);
  }

  /** As {@link #ask}, when nothing goes on without it. */
  TlibEvent done(IntFunction<TlibRequest> request) throws IOException {
    Told answer = ask(request);
    if (answer.isRefusal()) {
      throw new IllegalStateException(
          "EventError "
              + answer.event.get(Attribute.ERROR_CODE)
              + " "
              + answer.event.get(Attribute.ERROR_MESSAGE));
    }
    return answer.event;
  }

  /** The next event that fits; those before it are forgotten. */
  Told await(String what, Predicate<TlibEvent> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (true) {
        Told next = told.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw new IllegalStateException("no " + what);
        }
        if (wanted.test(next.event)) {
          return next;
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
