package org.parley.sip.line;

import java.util.Objects;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;

/** What finds the dialog of a request: the remote tag is not needed, ours are unique. */
public record DialogId(String callId, String localTag) {

  /** The dialog that a request of the far end is in. */
  public static DialogId of(SipRequest request) {
    return new DialogId(request.callId(), Objects.requireNonNullElse(request.to().tag(), ""));
  }

  /** The dialog that an answer to a request of ours is in. */
  public static DialogId of(SipResponse response) {
    return new DialogId(response.callId(), Objects.requireNonNullElse(response.from().tag(), ""));
  }
}
