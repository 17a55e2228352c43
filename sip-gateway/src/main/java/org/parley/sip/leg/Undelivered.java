package org.parley.sip.leg;

import org.parley.contracts.im.ImCommand.ReportUndelivered;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImMessage.Visibility;
import org.parley.contracts.im.Transcript;

/** Tells senders what a party did not get by SIP. */
record Undelivered(Workspace work, LegHead head) {

  /** Whether the party is to get it: not its own, and nothing that it may not read. */
  boolean isFor(ImMessage message) {
    return !message.from().equals(head.dn())
        && (head.trunk() == null || message.visibility() == Visibility.ALL);
  }

  /** Reports one message. */
  void report(int seq, int code, String reason) {
    work.asks()
        .tell(
            head.number(),
            origin -> new ReportUndelivered(origin, head.connId(), head.dn(), seq, code, reason));
  }

  /**
   * Reports all for the party after one.
   *
   * @param except one whose outcome is still to come; 0 for none
   */
  void reportAfter(int delivered, int except, Transcript transcript, int code, String reason) {
    for (ImMessage message : transcript.after(delivered)) {
      if (isFor(message) && message.seq() != except) {
        report(message.seq(), code, reason);
      }
    }
  }
}
