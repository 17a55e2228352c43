package org.parley.sip.stack.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;

/**
 * Requests as they go out: request URI and routes by the rules for loose and strict routers (RFC
 * 3261 section 12.2.1.1).
 */
public final class RequestText {
  private static final String USER_AGENT = "Parley";

  private final OutgoingRequest request;
  private final String uri;
  private final List<String> routes;

  private RequestText(OutgoingRequest request, String uri, List<String> routes) {
    this.request = request;
    this.uri = uri;
    this.routes = routes;
  }

  public static RequestText of(OutgoingRequest request) {
    List<String> routes = new ArrayList<>();
    boolean strict =
        !request.routes().isEmpty()
            && request
                .routes()
                .getFirst()
                .sipUri()
                .filter(uri -> !uri.parameters().containsKey("lr"))
                .isPresent();
    for (NameAddr route :
        strict ? request.routes().subList(1, request.routes().size()) : request.routes()) {
      routes.add(route.toString());
    }
    if (!strict) {
      return new RequestText(request, request.requestUri(), routes);
    }
    routes.add("<" + request.requestUri() + ">");
    return new RequestText(request, request.routes().getFirst().uri(), routes);
  }

  /** The URI that says where it goes (RFC 3261 section 8.1.2). */
  public String nextHop() {
    boolean loose = !request.routes().isEmpty() && uri.equals(request.requestUri());
    return loose ? request.routes().getFirst().uri() : uri;
  }

  /**
   * @param branch of its Via
   * @param host of its Via
   * @param port of its Via
   * @param contact null for none
   */
  public byte[] write(
      Transport transport, String host, int port, String branch, @Nullable String contact) {
    Text text = start(request.method(), Via.written(transport, host, port, branch), request.to());
    if (contact != null && request.headers().first("Contact").isEmpty()) {
      text.field("Contact", "<" + contact + ">");
    }
    text.field("User-Agent", USER_AGENT);
    for (HeaderFields.Field field : request.headers().fields()) {
      text.field(field.name(), field.value());
    }
    return text.with(request.body());
  }

  /** CANCEL of this, or ACK of a refusal of it: in the same transaction, hop by hop. */
  public byte[] hopByHop(
      String method,
      Transport transport,
      String host,
      int port,
      String branch,
      NameAddr to,
      HeaderFields headers) {
    Text text = start(method, Via.written(transport, host, port, branch), to);
    for (HeaderFields.Field field : headers.fields()) {
      text.field(field.name(), field.value());
    }
    return text.with(Body.none());
  }

  private Text start(String method, String via, NameAddr to) {
    Text text =
        new Text()
            .line(method + " " + uri + " SIP/2.0")
            .field("Via", via)
            .field("Max-Forwards", "70")
            .field("From", request.from().toString())
            .field("To", to.toString())
            .field("Call-ID", request.callId())
            .field("CSeq", request.cseq() + " " + method);
    for (String route : routes) {
      text.field("Route", route);
    }
    return text;
  }

  /**
   * Whether requests of that method tell where the sender can be reached (RFC 3261 section
   * 8.1.1.8).
   */
  public static boolean wantsContact(String method) {
    return switch (method) {
      case "INVITE", "UPDATE", "SUBSCRIBE", "REFER", "NOTIFY" -> true;
      case String _ -> false;
    };
  }

  /** The URI of the next hop, if it is one of SIP. */
  public @Nullable SipUri target() {
    return SipUri.parse(nextHop()).orElse(null);
  }
}
