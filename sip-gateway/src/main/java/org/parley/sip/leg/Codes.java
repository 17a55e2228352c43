package org.parley.sip.leg;

import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.Answer;

/** What SIP answers mean for a session, and what a session's answers are in SIP. */
final class Codes {
  private Codes() {}

  /**
   * Why an endpoint was not reached.
   *
   * @param code final answer to an INVITE, 300 to 699
   * @param rang whether it rang before
   */
  static ReachFailure reachFailure(int code, boolean rang) {
    return switch (code) {
      case 404, 410, 484, 604 -> ReachFailure.UNKNOWN_ADDRESS;
      case 480 -> rang ? ReachFailure.NO_ANSWER : ReachFailure.OUT_OF_SERVICE;
      case 408, 487 -> ReachFailure.NO_ANSWER;
      case 486, 600, 603 -> ReachFailure.DECLINED;
      case 415, 488, 606 -> ReachFailure.NOT_ACCEPTABLE;
      default -> ReachFailure.FAILED;
    };
  }

  /** The final answer to an INVITE whose session ended before it was taken up. */
  static Answer ended(EndCause cause) {
    return switch (cause) {
      case REJECTED -> Answer.of(603, "Decline");
      case EXPIRED, UNANSWERED -> Answer.of(480, "No Answer");
      case OUT_OF_SERVICE -> Answer.of(480, "Temporarily Unavailable");
      case UNKNOWN_ADDRESS -> Answer.of(404, "Not Found");
      case UNREACHABLE -> Answer.of(500, "Endpoint Unreachable");
      case CANCELLED -> Answer.of(487, "Request Terminated");
      case RELEASED, IDLE -> Answer.of(480, "Session Over");
    };
  }

  /** The answer to a request that was refused; says in a Warning why. */
  static Answer refused(Refusal refusal) {
    return of(refusal).with("Warning", "399 parley \"" + quotable(refusal.detail()) + "\"");
  }

  private static Answer of(Refusal refusal) {
    return switch (refusal.error()) {
      case INV_CALD_DN, NOT_CONFIGURED -> Answer.of(404, "Not Found");
      case UNSUP_OPER -> Answer.of(501, "Not Implemented");
      case DEST_INV_STATE -> Answer.of(488, "Not Acceptable Here");
      case OUT_OF_SERVICE, INV_CALL_STATE, TOO_MANY_REQ, DN_NO_ANSWER ->
          Answer.of(480, "Temporarily Unavailable");
      case TERM_PTY_BUSY, RESOURCE_SEIZED -> Answer.of(486, "Busy Here");
      case INV_CONNID, CALL_EXPIRED -> Answer.of(481, "Call/Transaction Does Not Exist");
      case INVALID_ATTR -> Answer.of(400, "Bad Request");
      case CTL_CALL_REJECTED -> Answer.of(603, "Decline");
      case TIMEOUT -> Answer.of(504, "Server Time-out");
      case ACCESS_RESTRICT, CLIENT_NOT_AUTHORIZED, NOT_REGISTERED, BAD_PASSWD ->
          Answer.of(403, "Forbidden");
      case NO_SWITCH, LINK_DOWN, SERV_UNAVAIL, NOMORE_LICENSE, NO_RES_AVAIL ->
          Refusals.unavailable();
      case IN_SAME_STATE,
          UNKNOWN_ERROR,
          INTERNAL,
          PROTO_VERS,
          REQ_IN_PROGRESS,
          CANT_COMPLETE_CONF,
          CANT_INIT_TRN,
          CANT_CMPL_TRN,
          CANT_RETRIEVE,
          SOFT_AGENT_WRONG_ID,
          SOFT_AGENT_ID_IN_USE,
          SOFT_AGENT_PSWD_DOESNT_MATCH,
          SOFT_AGENT_ALREADY_LOGGED_IN,
          SOFT_AGENT_NOT_LOGGED_IN ->
          Answer.of(500, "Server Internal Error");
    };
  }

  private static String quotable(String text) {
    return text.replaceAll("[^ !#-\\[\\]-~]", "?");
  }

  /** What is to be done about a MESSAGE after its final answer. */
  enum Delivered {
    YES,
    /** Not at the moment; a new transaction may bring it, as this one has not. */
    LATER,
    NO,
    /** No, and there is no such dialog any more (RFC 3261 section 12.2.1.2). */
    DIALOG_GONE
  }

  /**
   * Whether a MESSAGE was delivered.
   *
   * @param notSent whether it is certain that nothing could be sent
   * @param retryAfter whether the answer says when to try again
   */
  static Delivered delivered(int code, boolean notSent, boolean retryAfter) {
    if (code >= 200 && code < 300) {
      return Delivered.YES;
    }
    return switch (code) {
      case 408, 481 -> Delivered.DIALOG_GONE;
      case 503 -> notSent || retryAfter ? Delivered.LATER : Delivered.NO;
      default -> Delivered.NO;
    };
  }
}
