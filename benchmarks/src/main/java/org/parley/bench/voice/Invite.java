package org.parley.bench.voice;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A SIP request as far as {@link Phones} answers it: headers are copied, SDP is searched. */
record Invite(String method, String number, List<String> lines) {
  private static final List<String> COPIED = List.of("via:", "from:", "call-id:", "cseq:");

  /** Reads it; empty: it is an answer, or nothing. */
  static Optional<Invite> read(String datagram) {
    List<String> lines = datagram.lines().toList();
    String[] words = lines.isEmpty() ? new String[0] : lines.getFirst().split(" ");
    if (words.length != 3 || !words[2].equals("SIP/2.0")) {
      return Optional.empty();
    }
    String user = words[1].replaceFirst("sips?:", "").replaceFirst("@.*", "");
    return Optional.of(new Invite(words[0], user, lines));
  }

  String callId() {
    return value("call-id:");
  }

  private String value(String name) {
    return lines.stream()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** Where its audio is; null: nowhere. */
  @Nullable InetSocketAddress audio() {
    String host = sdp("c=IN IP4 ");
    String port = sdp("m=audio ").replaceFirst(" .*", "");
    boolean nowhere =
        host.isEmpty() || port.isEmpty() || host.equals("0.0.0.0") || !isHeard(direction());
    return nowhere ? null : new InetSocketAddress(host, Integer.parseInt(port));
  }

  private static boolean isHeard(String direction) {
    return direction.equals("sendrecv") || direction.equals("recvonly");
  }

  private String direction() {
    return lines.stream()
        .filter(line -> line.matches("a=(sendrecv|sendonly|recvonly|inactive)"))
        .map(line -> line.substring(2))
        .findFirst()
        .orElse("sendrecv");
  }

  private String sdp(String begin) {
    return lines.stream()
        .filter(line -> line.startsWith(begin))
        .map(line -> line.substring(begin.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** Its 200, without a body if {@code sdpPort} is 0. */
  String ok(String host, int sipPort, int sdpPort) {
    var answer = new StringBuilder("SIP/2.0 200 OK\r\n");
    for (String line : lines.stream().takeWhile(line -> !line.isEmpty()).toList()) {
      String lower = line.toLowerCase(java.util.Locale.ROOT);
      if (COPIED.stream().anyMatch(lower::startsWith)) {
        answer.append(line).append("\r\n");
      } else if (lower.startsWith("to:")) {
        answer.append(line).append(lower.contains(";tag=") ? "" : ";tag=bench").append("\r\n");
      }
    }
    answer.append("Contact: <sip:%s@%s:%d>\r\n".formatted(number, host, sipPort));
    String sdp = sdpPort == 0 ? "" : description(host, sdpPort);
    if (!sdp.isEmpty()) {
      answer.append("Content-Type: application/sdp\r\n");
    }
    return answer.append("Content-Length: ").append(sdp.length()).append("\r\n\r\n") + sdp;
  }

  private String description(String host, int port) {
    String direction = direction().equals("inactive") ? "inactive" : "sendrecv";
    return """
    v=0
    o=- 1 1 IN IP4 %1$s
    s=-
    c=IN IP4 %1$s
    t=0 0
    m=audio %2$d RTP/AVP 0
    a=rtpmap:0 PCMU/8000
    a=%3$s
    """
        .formatted(host, port, direction)
        .replace("\n", "\r\n");
  }
}
