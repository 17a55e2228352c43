package org.parley.edge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that dies at the worst moment: it has read a whole request for {@code /api/v1/dies} and
 * resets the connection instead of answering, as the system does for a killed process. Every other
 * request is answered and its connection kept.
 */
final class ResettingStub implements AutoCloseable {
  final AtomicInteger deaths = new AtomicInteger();
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  ResettingStub() throws IOException {
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      while (true) {
        String requestLine = in.readLine();
        if (requestLine == null) {
          return;
        }
        int length = 0;
        String header;
        while ((header = in.readLine()) != null && !header.isEmpty()) {
          if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
            length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
          }
        }
        in.skip(length);
        if (requestLine.contains("/api/v1/dies")) {
          deaths.incrementAndGet();
          connection.setSoLinger(true, 0);
          return;
        }
        connection
            .getOutputStream()
            .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // The gateway went away.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
