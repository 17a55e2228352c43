package org.parley.sip.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request to be sent. The stack adds Via, Max-Forwards, User-Agent, Content-Length and, where the
 * method wants one, Contact.
 *
 * @param requestUri whom it is for
 * @param routes the route set, as the dialog has it; loose routing is the stack's affair (RFC 3261
 *     section 12.2.1.1)
 * @param headers what else it has; none of those that the stack adds
 * @param flow the hop to take, if it is known: the connection or address that an endpoint was last
 *     seen at. Null: as the topmost route or the request URI say
 */
public record OutgoingRequest(
    String method,
    String requestUri,
    NameAddr from,
    NameAddr to,
    String callId,
    long cseq,
    List<NameAddr> routes,
    HeaderFields headers,
    Body body,
    @Nullable Flow flow) {

  public OutgoingRequest {
    routes = List.copyOf(routes);
  }

  /** For logs: without what it carries. */
  @Override
  public String toString() {
    return method + " " + cseq + " of " + callId + " to " + requestUri;
  }
}
