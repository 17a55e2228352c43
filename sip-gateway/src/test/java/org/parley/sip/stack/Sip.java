package org.parley.sip.stack;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIP messages as a far end writes and reads them. */
final class Sip {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Sip() {}

  /** A request of its own call, from that port; further header lines may be added. */
  static String request(String method, String transport, int port, String... lines) {
    int n = NEXT.incrementAndGet();
    return inCall(method, transport, port, "call" + n, "branch" + n, "", lines);
  }

  static String inCall(
      String method,
      String transport,
      int port,
      String callId,
      String branch,
      String toParameters,
      String... lines) {
    String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    return method
        + " sip:2001@127.0.0.1 SIP/2.0\r\n"
        + "Via: SIP/2.0/"
        + transport
        + " 127.0.0.1:"
        + port
        + ";branch=z9hG4bK"
        + branch
        + "\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: \"A\" <sip:a@example.com>;tag=f1\r\n"
        + "To: <sip:2001@127.0.0.1>"
        + toParameters
        + "\r\nCall-ID: "
        + callId
        + "\r\nCSeq: 1 "
        + method
        + "\r\nContact: <sip:a@127.0.0.1:"
        + port
        + ">\r\n"
        + more
        + "Content-Length: 0\r\n\r\n";
  }

  static int code(String answer) {
    return answer.startsWith("SIP/2.0 ") ? Integer.parseInt(answer.substring(8, 11)) : 0;
  }

  /** The value of a header line; empty where there is none. */
  static String header(String message, String name) {
    Matcher line = Pattern.compile("(?m)^" + name + ": (.*)$").matcher(message);
    return line.find() ? line.group(1) : "";
  }

  /** An answer to a request that the stack sent. */
  static String answer(String request, int code, String reason, String toTag, String... lines) {
    String more = lines.length == 0 ? "" : String.join("\r\n", lines) + "\r\n";
    String to = header(request, "To");
    return "SIP/2.0 "
        + code
        + " "
        + reason
        + "\r\nVia: "
        + header(request, "Via")
        + "\r\nFrom: "
        + header(request, "From")
        + "\r\nTo: "
        + (to.contains("tag=") || toTag.isEmpty() ? to : to + ";tag=" + toTag)
        + "\r\nCall-ID: "
        + header(request, "Call-ID")
        + "\r\nCSeq: "
        + header(request, "CSeq")
        + "\r\n"
        + more
        + "Content-Length: 0\r\n\r\n";
  }
}
