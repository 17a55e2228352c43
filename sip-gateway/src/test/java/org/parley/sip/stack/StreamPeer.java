package org.parley.sip.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A far end over TCP or TLS. */
final class StreamPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

  private final Socket socket;

  StreamPeer(Socket socket) {
    this.socket = socket;
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StreamPeer tcp(int stackPort) {
    try {
      return new StreamPeer(new Socket(InetAddress.getByName("127.0.0.1"), stackPort));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  void send(String message) {
    send(message.getBytes(StandardCharsets.UTF_8));
  }

  void send(byte[] message) {
    try {
      socket.getOutputStream().write(message);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** No more is sent from here. */
  void halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next message with its body, not counting keepalives; empty where the stream ends. */
  String receive() {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int b = read();
      if (b < 0) {
        return "";
      }
      if (!head.isEmpty() || b != '\r' && b != '\n') {
        head.append((char) b);
      }
    }
    Matcher length = LENGTH.matcher(head);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    for (int i = 0; i < body; i++) {
      head.append((char) read());
    }
    return head.toString();
  }

  /** The next byte, or -1 at the end of the stream. */
  int read() {
    try {
      InputStream in = socket.getInputStream();
      return in.read();
    } catch (SocketTimeoutException e) {
      throw new AssertionError("nothing came", e);
    } catch (IOException e) {
      return -1;
    }
  }

  /** Everything until the far end closes. */
  String drain() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      all.write(b);
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
