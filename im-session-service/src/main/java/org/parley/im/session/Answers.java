package org.parley.im.session;

import java.util.List;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand.FromClient;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.Acknowledged;
import org.parley.contracts.im.ImEvent.MessageReceipt;
import org.parley.contracts.im.ImEvent.Refused;
import org.parley.contracts.im.ImMessage;
import org.parley.tlib.TlibError;

/** What only the client that asked is told. */
final class Answers {
  private Answers() {}

  /** Carried out, with nothing that the others would have to know. */
  static Acknowledged done(FromClient command) {
    return new Acknowledged(command.origin(), command.connId(), null);
  }

  /** Carried out before: the place that the message got then. */
  static Acknowledged done(FromClient command, ImMessage kept) {
    return new Acknowledged(
        command.origin(),
        command.connId(),
        new MessageReceipt(kept.messageId(), kept.seq(), kept.time()));
  }

  static List<ImEvent> refused(FromClient command, TlibError error, String detail) {
    return refused(command, new Refusal(error, detail));
  }

  static List<ImEvent> refused(FromClient command, Refusal refusal) {
    return List.of(new Refused(command.origin(), command.connId(), command.by(), refusal));
  }

  /** The same words for a call that never was, one that is over and one of others. */
  static List<ImEvent> unknownCall(FromClient command) {
    return refused(command, TlibError.INV_CONNID, "DN " + command.by() + " has no such call");
  }
}
