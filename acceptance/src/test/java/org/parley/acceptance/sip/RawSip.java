package org.parley.acceptance.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends any bytes to a SIP port and reads what comes back; understands nothing. Over UDP it sends
 * again what is not answered, as RFC 3261 section 17.1 asks: the kernel may drop a packet.
 */
public final class RawSip implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration AGAIN = Duration.ofMillis(500);
  private static final int LARGEST = 65_507;

  private final AutoCloseable socket;
  private final Out out;
  private final In in;
  private final int port;
  private final boolean datagrams;
  private byte[] last = {};

  private interface Out {
    void send(byte[] bytes) throws IOException;
  }

  private interface In {
    /** Null: nothing came in time. */
    byte @org.jspecify.annotations.Nullable [] receive(Duration within) throws IOException;
  }

  private RawSip(AutoCloseable socket, Out out, In in, int port) {
    this.socket = socket;
    this.out = out;
    this.in = in;
    this.port = port;
    this.datagrams = socket instanceof DatagramSocket;
  }

  public static RawSip udp(int target) throws IOException {
    return udp(target, "127.0.0.1");
  }

  /** Over UDP, from one of the addresses of this machine. */
  public static RawSip udp(int target, String address) throws IOException {
    var socket = new DatagramSocket(0, InetAddress.getByName(address));
    var buffer = new byte[LARGEST];
    return new RawSip(
        socket,
        bytes ->
            socket.send(
                new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), target)),
        within -> {
          socket.setSoTimeout(Math.toIntExact(Math.max(1, within.toMillis())));
          var packet = new DatagramPacket(buffer, buffer.length);
          try {
            socket.receive(packet);
          } catch (SocketTimeoutException nothing) {
            return null;
          }
          return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
        },
        socket.getLocalPort());
  }

  public static RawSip tcp(int target) throws IOException {
    return over(new Socket(InetAddress.getLoopbackAddress(), target));
  }

  /** Over TLS, trusting that certificate and checking the name in it. */
  public static RawSip tls(int target, Path certificate) throws IOException {
    try (InputStream file = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "suite", CertificateFactory.getInstance("X.509").generateCertificate(file));
      var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", target);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return over(socket);
    } catch (GeneralSecurityException noTls) {
      throw new IOException(noTls);
    }
  }

  /** Over a connected socket, which may be TLS. */
  public static RawSip over(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new RawSip(
        socket,
        bytes -> {
          socket.getOutputStream().write(bytes);
          socket.getOutputStream().flush();
        },
        within -> {
          socket.setSoTimeout(Math.toIntExact(Math.max(1, within.toMillis())));
          try {
            return message(socket);
          } catch (SocketTimeoutException nothing) {
            return null;
          }
        },
        socket.getLocalPort());
  }

  /** Headers up to the empty line, and as much body as Content-Length says. */
  private static byte @org.jspecify.annotations.Nullable [] message(Socket socket)
      throws IOException {
    var head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return null;
      }
      head.write(next);
      text = head.toString(StandardCharsets.UTF_8);
      if (text.equals("\r\n")) { // keepalive
        head.reset();
        text = "";
      }
    }
    int length = Integer.parseInt(header(text, "Content-Length").orElse("0"));
    head.write(socket.getInputStream().readNBytes(length));
    return head.toByteArray();
  }

  /** Its own port. */
  public int port() {
    return port;
  }

  public RawSip send(byte[] bytes) throws IOException {
    last = bytes;
    out.send(bytes);
    return this;
  }

  public RawSip send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  public RawSip send(SipText text) throws IOException {
    return send(text.toString());
  }

  /** The next message; empty when none comes. */
  public Optional<String> receive(Duration within) throws IOException {
    byte[] bytes = in.receive(within);
    return bytes == null
        ? Optional.empty()
        : Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  /** The next message that is a request of that method. */
  public String request(String method) throws IOException {
    return next(text -> text.startsWith(method + " "), method, false);
  }

  /** The next final answer. */
  public String answer() throws IOException {
    return next(
        text -> text.startsWith("SIP/2.0 ") && status(text) >= 200, "final answer", datagrams);
  }

  private String next(Predicate<String> wanted, String what, boolean sendsAgain)
      throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var others = new StringBuilder();
    while (System.nanoTime() < deadline) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      Optional<String> text = receive(sendsAgain && left.compareTo(AGAIN) > 0 ? AGAIN : left);
      if (text.isEmpty() && sendsAgain) {
        out.send(last);
      }
      if (text.isPresent() && wanted.test(text.get())) {
        return text.get();
      }
      text.ifPresent(other -> others.append(other.lines().findFirst().orElse("")).append('\n'));
    }
    throw new AssertionError("no " + what + ", but:\n" + others);
  }

  /** Sends a request and returns the status of its final answer. */
  public int ask(String text) throws IOException {
    send(text);
    return status(answer());
  }

  public int ask(SipText text) throws IOException {
    return ask(text.toString());
  }

  /** The status of an answer. */
  public static int status(String answer) {
    return Integer.parseInt(answer.substring(8, 11));
  }

  /** The value of the first header field of that name, as on the wire. */
  public static Optional<String> header(String message, String name) {
    return message
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** What comes after the empty line. */
  public static String body(String message) {
    int end = message.indexOf("\r\n\r\n");
    return end < 0 ? "" : message.substring(end + 4);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (Exception closedAlready) {
      return;
    }
  }

  /** Numbers for branches, tags and Call-IDs that were never used before. */
  static final AtomicInteger FRESH = new AtomicInteger();
}
