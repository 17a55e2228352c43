package org.parley.tlib.client;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.FrameCodec;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibCodec.FromServer;
import org.parley.tlib.TlibEvent;

/**
 * One connection from the TCP handshake to its end: frames, keep-alive, and a bounded queue of what
 * is to be sent. Knows nothing of log-in and requests.
 */
final class Link {
  private static final int MAX_QUEUED_BYTES = 4 << 20;
  private static final int USUAL_BUFFER = 16 << 10;
  private static final int MAX_FRAME = FrameCodec.HEADER + TlibCodec.MAX_MESSAGE;
  private static final byte[] GOODBYE = {};

  private final Socket socket;

  /** Beneath TLS: closing it never waits for a writer who waits for the peer. */
  private final Socket transport;

  private final long addpNanos;
  private final FrameCodec frames = new FrameCodec(TlibCodec.MAX_MESSAGE);
  private final BlockingQueue<byte[]> outbound = new LinkedBlockingQueue<>();
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private final AtomicReference<@Nullable String> endReason = new AtomicReference<>();
  private ByteBuffer buffer = ByteBuffer.allocate(USUAL_BUFFER).flip();
  private long heardAt = System.nanoTime();
  private boolean asked;
  private long askedAt;
  private long addpSeq;

  private Link(Socket socket, Socket transport, Duration addp) {
    this.socket = socket;
    this.transport = transport;
    this.addpNanos = addp.toNanos();
  }

  /** Connects, with TLS where the options say so. */
  static Link open(InetSocketAddress gateway, ClientOptions options) throws IOException {
    int timeout = (int) options.times().connect().toMillis();
    var resolved = new InetSocketAddress(gateway.getHostString(), gateway.getPort());
    if (resolved.isUnresolved()) {
      throw new UnknownHostException("unknown host " + gateway.getHostString());
    }
    var socket = new Socket();
    try {
      socket.connect(resolved, timeout);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      SSLContext tls = options.tls();
      return new Link(
          tls == null ? socket : secured(socket, tls, gateway, timeout),
          socket,
          options.times().addp());
    } catch (IOException | RuntimeException failed) {
      socket.close();
      throw failed;
    }
  }

  private static Socket secured(
      Socket plain, SSLContext tls, InetSocketAddress gateway, int timeout) throws IOException {
    var secured =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(plain, gateway.getHostString(), gateway.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.setSoTimeout(timeout);
    secured.startHandshake();
    return secured;
  }

  /** Takes the events of this link, on the thread that reads. */
  interface Receiver {
    void received(TlibEvent event);
  }

  /** Reads until the end, and says why it ended. */
  String read(Receiver receiver) {
    Thread writer = Thread.ofVirtual().name("tlib-client-writer").start(this::write);
    try {
      while (endReason.get() == null && !Thread.currentThread().isInterrupted()) {
        if (!takeFrame(receiver)) {
          fill();
        }
      }
    } catch (IOException broken) {
      close(textOf(broken));
    } finally {
      writer.interrupt();
    }
    close("interrupted");
    return String.valueOf(endReason.get());
  }

  private boolean takeFrame(Receiver receiver) {
    int start = buffer.position();
    switch (frames.read(buffer)) {
      case FrameCodec.Read.NeedMore() -> {
        return false;
      }
      case FrameCodec.Read.TooLong(long announced) ->
          close("the server announced a message of " + announced + " bytes");
      case FrameCodec.Read.Frame(ByteBuffer payload) ->
          take(
              TlibCodec.decodeFromServer(
                  buffer.array(), start + FrameCodec.HEADER, payload.remaining()),
              receiver);
    }
    return true;
  }

  private void take(FromServer message, Receiver receiver) {
    switch (message) {
      case FromServer.Event(var event) -> receiver.received(event);
      case FromServer.Ping(long seq) -> sendAddp(false, seq);
      case FromServer.Pong _, FromServer.Unknown _ -> {
        // having heard it is enough
      }
      case FromServer.Broken(var reason) -> close("the server sent what cannot be read: " + reason);
    }
  }

  /** Waits for more bytes, asking the peer whether it lives when it is silent. */
  private void fill() throws IOException {
    makeRoom();
    while (endReason.get() == null) {
      socket.setSoTimeout(addpNanos > 0 ? (int) Math.max(1, silenceLeft() / 1_000_000) : 0);
      try {
        int count =
            socket
                .getInputStream()
                .read(buffer.array(), buffer.limit(), buffer.capacity() - buffer.limit());
        if (count < 0) {
          close("closed by the server");
          return;
        }
        buffer.limit(buffer.limit() + count);
        heardAt = System.nanoTime();
        asked = false;
        return;
      } catch (SocketTimeoutException silent) {
        if (silenceLeft() <= 0) {
          keepAlive();
        }
      }
    }
  }

  /** Nanoseconds for which the peer may still be silent. */
  private long silenceLeft() {
    return (asked ? askedAt : heardAt) + addpNanos - System.nanoTime();
  }

  private void keepAlive() {
    if (asked) {
      close("no answer to keep-alive (ADDP)");
      return;
    }
    asked = true;
    askedAt = System.nanoTime();
    sendAddp(true, ++addpSeq);
  }

  private void makeRoom() {
    int needed = USUAL_BUFFER;
    if (buffer.remaining() >= FrameCodec.HEADER) {
      needed = Math.max(needed, FrameCodec.HEADER + buffer.getInt(buffer.position()));
    }
    needed = Math.min(needed, MAX_FRAME);
    if (buffer.capacity() == needed) {
      buffer.compact().flip();
    } else {
      buffer = ByteBuffer.allocate(needed).put(buffer).flip();
    }
  }

  private void sendAddp(boolean ping, long seq) {
    send(FrameCodec.frame(TlibCodec.encodeAddp(ping, seq)));
  }

  /** Queues a frame; false when too much is queued already, or the link has ended. */
  boolean send(byte[] frame) {
    if (endReason.get() != null) {
      return false;
    }
    if (queuedBytes.addAndGet(frame.length) > MAX_QUEUED_BYTES) {
      queuedBytes.addAndGet(-frame.length);
      return false;
    }
    return outbound.add(frame);
  }

  private void write() {
    try {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), USUAL_BUFFER);
      while (true) {
        byte[] frame = outbound.poll();
        if (frame == null) {
          out.flush();
          frame = outbound.take();
        }
        if (frame == GOODBYE) {
          out.flush();
          socket.close();
          close("closed by the application");
          return;
        }
        out.write(frame);
        queuedBytes.addAndGet(-frame.length);
      }
    } catch (IOException broken) {
      close(textOf(broken));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isOpen() {
    return endReason.get() == null;
  }

  /** Sends what is queued, then closes. */
  void closeAfterSending() {
    outbound.add(GOODBYE);
  }

  /** Ends the link; the first reason counts. */
  void close(String reason) {
    endReason.compareAndSet(null, reason);
    try {
      transport.close();
    } catch (IOException ignored) {
      // it is closed as far as we are concerned
    }
  }

  private static String textOf(IOException broken) {
    String message = broken.getMessage();
    return message == null ? "connection broken" : message;
  }
}
