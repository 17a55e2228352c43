package org.parley.acceptance.sip;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as text, header by header: right unless a test makes it wrong. Each step gives a new
 * one.
 */
public final class SipText {
  private final String method;
  private final String uri;
  private final Map<String, String> headers;
  private final String body;

  private SipText(String method, String uri, Map<String, String> headers, String body) {
    this.method = method;
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  /** A request of a DN to another, out of any dialog, sent from that socket to the suite. */
  public static SipText of(String method, String from, String to, RawSip socket, String transport) {
    int number = RawSip.FRESH.incrementAndGet();
    String unique = ProcessHandle.current().pid() + "x" + System.nanoTime() + "x" + number;
    var headers = new LinkedHashMap<String, String>();
    headers.put(
        "Via",
        "SIP/2.0/%s 127.0.0.1:%d;branch=z9hG4bK%s;rport"
            .formatted(transport, socket.port(), unique));
    headers.put("Max-Forwards", "70");
    headers.put("From", "<sip:" + from + "@127.0.0.1>;tag=t" + unique);
    headers.put("To", "<sip:" + to + "@127.0.0.1>");
    headers.put("Call-ID", unique);
    headers.put("CSeq", "1 " + method);
    String uri = method.equals("REGISTER") ? "sip:127.0.0.1" : "sip:" + to + "@127.0.0.1";
    return new SipText(method, uri, headers, "");
  }

  public static SipText of(String method, String from, String to, RawSip socket) {
    return of(method, from, to, socket, "UDP");
  }

  /** An answer to a request that came in; SDP where it is to have some. */
  public static String answer(String request, String status, String contact, String sdp) {
    var text = new StringBuilder("SIP/2.0 " + status + "\r\n");
    request
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.matches("(?i)(Via|Record-Route|From|Call-ID|CSeq):.*"))
        .forEach(line -> text.append(line + "\r\n"));
    String to = RawSip.header(request, "To").orElseThrow();
    text.append("To: " + to + (to.contains("tag=") ? "" : ";tag=answered") + "\r\n");
    if (!contact.isEmpty()) {
      text.append("Contact: <" + contact + ">\r\n");
    }
    if (!sdp.isEmpty()) {
      text.append("Content-Type: application/sdp\r\n");
    }
    return text.append("Content-Length: " + sdp.length() + "\r\n\r\n" + sdp).toString();
  }

  /** An IM SDP as an endpoint has it. */
  public static String sdp() {
    return """
    v=0
    o=- 1 1 IN IP4 127.0.0.1
    s=-
    c=IN IP4 127.0.0.1
    t=0 0
    m=message 5060 sip null
    a=accept-types:text/plain
    """
        .replace("\n", "\r\n");
  }

  /** With that header, instead of one of the same name. */
  public SipText with(String name, String value) {
    var changed = new LinkedHashMap<>(headers);
    changed.put(name, value);
    return new SipText(method, uri, changed, body);
  }

  public SipText without(String name) {
    var changed = new LinkedHashMap<>(headers);
    changed.remove(name);
    return new SipText(method, uri, changed, body);
  }

  public SipText to(String requestUri) {
    return new SipText(method, requestUri, headers, body);
  }

  public SipText saying(String text) {
    return carrying("text/plain;charset=UTF-8", text);
  }

  public SipText carrying(String type, String text) {
    var changed = new LinkedHashMap<>(headers);
    changed.put("Content-Type", type);
    return new SipText(method, uri, changed, text);
  }

  /** A contact at that socket. */
  public SipText contact(RawSip socket, String user) {
    return with("Contact", "<sip:" + user + "@127.0.0.1:" + socket.port() + ">");
  }

  /** The next request of the same call, in a transaction of its own. */
  public SipText next() {
    long cseq = Long.parseLong(headers.get("CSeq").split(" ")[0]) + 1;
    return with("CSeq", cseq + " " + method)
        .with("Via", headers.get("Via").replaceFirst("branch=z9hG4bK[^;]*", "branch=" + branch()));
  }

  private static String branch() {
    return "z9hG4bKn" + System.nanoTime() + "x" + RawSip.FRESH.incrementAndGet();
  }

  /** The same call again from the start, under another Call-ID. */
  public static SipText fresh(SipText text) {
    int number = RawSip.FRESH.incrementAndGet();
    return text.next().with("Call-ID", text.header("Call-ID") + "f" + number);
  }

  /** The same again with an answer to the challenge in {@code refusal}. */
  public SipText authorized(String refusal, String user, String password, String algorithm) {
    return next()
        .with(
            "Authorization",
            Digest.answer(refusal, algorithm, user, password, method, uri, "00000001"));
  }

  public SipText authorized(String refusal, String user) {
    return authorized(refusal, user, Scenarios.PASSWORD, "MD5");
  }

  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public String uri() {
    return uri;
  }

  @Override
  public String toString() {
    var text = new StringBuilder(method + " " + uri + " SIP/2.0\r\n");
    headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    if (!headers.containsKey("Content-Length")) {
      text.append("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }
}
