package org.parley.sip.message;

import java.util.List;

/**
 * An answer that came in, or one made up by the stack for a request that got none: 408 when nobody
 * answered, 503 when it could not be sent (RFC 3261 section 8.1.3.1).
 *
 * @param code 100 to 699
 * @param method of the request that it answers
 * @param contacts empty in one that was made up
 * @param recordRoutes from the top
 * @param headers all others, as in {@link SipRequest}
 * @param source where it came from; where the request was to go, if it was made up
 */
public record SipResponse(
    int code,
    String reason,
    NameAddr from,
    NameAddr to,
    String callId,
    long cseq,
    String method,
    List<NameAddr> contacts,
    List<NameAddr> recordRoutes,
    HeaderFields headers,
    Body body,
    Flow source,
    boolean madeUp) {

  /** What a 503 says that was made up because the connection broke after the request was sent. */
  public static final String CONNECTION_LOST = "Connection Lost";

  public SipResponse {
    contacts = List.copyOf(contacts);
    recordRoutes = List.copyOf(recordRoutes);
  }

  public boolean isProvisional() {
    return code < 200;
  }

  public boolean isSuccess() {
    return code >= 200 && code < 300;
  }

  /**
   * Whether it is certain that the request did not arrive, because it was never sent. Otherwise
   * sending it again could have its effect twice.
   */
  public boolean isNotSent() {
    return madeUp && code != 408 && !reason.equals(CONNECTION_LOST);
  }

  /** For logs: without what it carries. */
  @Override
  public String toString() {
    return code + " to " + method + " " + cseq + " of " + callId;
  }
}
