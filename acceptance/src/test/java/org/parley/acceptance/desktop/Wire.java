package org.parley.acceptance.desktop;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** One connection: whole messages in, whole messages out. Receiving blocks. */
public interface Wire extends AutoCloseable {
  void send(byte[] json) throws IOException;

  /** The next message; null at the end of the connection. */
  byte @Nullable [] receive() throws IOException;

  @Override
  void close();

  /** T-Library over TCP. */
  static Wire tcp(int port) throws IOException {
    return new Framed(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** T-Library over TLS; trusts whatever certificate the run made for itself. */
  static Wire tls(int port) throws IOException {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
      return new Framed(
          context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
    } catch (GeneralSecurityException noTls) {
      throw new IOException(noTls);
    }
  }

  /** T-Library over WebSocket. */
  static Wire webSocket(int port) throws IOException {
    return InFrames.open(URI.create("ws://127.0.0.1:" + port + "/tlib"));
  }

  /** Length and JSON on a socket. */
  final class Framed implements Wire {
    private final Socket socket;
    private final DataInputStream in;

    Framed(Socket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    @Override
    public synchronized void send(byte[] json) throws IOException {
      socket
          .getOutputStream()
          .write(ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array());
    }

    @Override
    public byte @Nullable [] receive() throws IOException {
      try {
        byte[] json = new byte[in.readInt()];
        in.readFully(json);
        return json;
      } catch (IOException end) {
        return null;
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException closedAlready) {
        return;
      }
    }
  }

  /** One message a text frame. */
  final class InFrames implements Wire, WebSocket.Listener {
    private static final byte[] END = {};

    private final LinkedBlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private @Nullable WebSocket socket;

    static InFrames open(URI address) throws IOException {
      var frames = new InFrames();
      try {
        frames.socket =
            HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, frames)
                .get(10, TimeUnit.SECONDS);
        return frames;
      } catch (Exception refused) {
        throw new IOException(refused);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        received.add(partial.toString().getBytes(StandardCharsets.UTF_8));
        partial.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      received.add(END);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      received.add(END);
    }

    @Override
    public synchronized void send(byte[] json) throws IOException {
      try {
        if (socket != null) {
          socket.sendText(new String(json, StandardCharsets.UTF_8), true).get(10, TimeUnit.SECONDS);
        }
      } catch (Exception broken) {
        throw new IOException(broken);
      }
    }

    @Override
    public byte @Nullable [] receive() throws IOException {
      try {
        byte[] json = received.take();
        return json == END ? null : json;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return null;
      }
    }

    @Override
    public void close() {
      if (socket != null) {
        socket.abort();
      }
      received.add(END);
    }
  }

  /** For the self-signed certificate of a standalone run. */
  final class TrustAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
