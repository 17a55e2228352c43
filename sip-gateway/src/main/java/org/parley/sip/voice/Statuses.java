package org.parley.sip.voice;

import org.parley.sip.message.Answer;

/** Final answers to an INVITE whose call did not come about. */
final class Statuses {
  private Statuses() {}

  /**
   * @param status as {@code LegEnded} has it; what is no refusal is 480
   */
  static Answer of(int status) {
    return switch (status) {
      case 403 -> Answer.of(403, "Forbidden");
      case 404 -> Answer.of(404, "Not Found");
      case 408 -> Answer.of(408, "Request Timeout");
      case 486 -> Answer.of(486, "Busy Here");
      case 487 -> Answer.of(487, "Request Terminated");
      case 488 -> Answer.of(488, "Not Acceptable Here");
      case 500 -> Answer.of(500, "Server Internal Error");
      case 503 -> Answer.of(503, "Service Unavailable");
      case 603 -> Answer.of(603, "Decline");
      default ->
          status >= 400 && status < 700 && status != 480
              ? Answer.of(status, "Call Failed")
              : Answer.of(480, "Temporarily Unavailable");
    };
  }
}
