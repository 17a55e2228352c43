package org.parley.bench.tool;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.parley.bench.suite.Ports;

/** Asks whether somebody speaks SIP at a UDP port of this machine. */
public final class SipPing {
  private SipPing() {}

  /** Whether any answer to OPTIONS comes in time. */
  public static boolean answers(int port, Duration within) {
    return answers(Ports.HOST, port, within);
  }

  static boolean answers(String host, int port, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    for (int turn = 0; System.nanoTime() < deadline; turn++) {
      if (answersNow(host, port, turn)) {
        return true;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return false;
  }

  private static boolean answersNow(String host, int port, int turn) {
    try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      socket.connect(InetAddress.getByName(host), port);
      socket.setSoTimeout(300);
      int own = socket.getLocalPort();
      byte[] options =
          """
          OPTIONS sip:127.0.0.1:%1$d SIP/2.0
          Via: SIP/2.0/UDP 127.0.0.1:%2$d;branch=z9hG4bKping%2$dx%3$d
          From: <sip:ping@127.0.0.1>;tag=p%2$d
          To: <sip:127.0.0.1:%1$d>
          Call-ID: ping-%2$d-%3$d
          CSeq: 1 OPTIONS
          Max-Forwards: 0
          Content-Length: 0

          """
              .formatted(port, own, turn)
              .replace("\n", "\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      socket.send(new DatagramPacket(options, options.length));
      var answer = new DatagramPacket(new byte[2_048], 2_048);
      socket.receive(answer);
      return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII)
          .startsWith("SIP/2.0 ");
    } catch (IOException notYet) {
      return false;
    }
  }
}
