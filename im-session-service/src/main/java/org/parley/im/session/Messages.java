package org.parley.im.session;

import static org.parley.im.session.Answers.done;
import static org.parley.im.session.Answers.refused;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImCommand.ReportUndelivered;
import org.parley.contracts.im.ImCommand.Say;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.Said;
import org.parley.contracts.im.ImEvent.Undelivered;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.im.Transcript;
import org.parley.tlib.CallType;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.TlibError;

/** What may be said in a session, and the place it gets there. */
final class Messages {
  /**
   * A session is kept in memory and in one piece of a snapshot (16 MiB, with 6 bytes for a control
   * character): a runaway client must not fill it.
   */
  static final int MAX_MESSAGES = 20_000;

  static final long MAX_CHARS = 3L << 19;

  /** An id or content type is no place for text. */
  static final int MAX_LABEL_CHARS = 200;

  private final ImPolicies policies;

  Messages(ImPolicies policies) {
    this.policies = policies;
  }

  /** A message of a party. A repeated one is answered as it was the first time, and said once. */
  List<ImEvent> say(ImSession session, Say command, Instant now) {
    Optional<ImMessage> kept = kept(session, command);
    if (kept.isPresent()) {
      return List.of(done(command, kept.get()));
    }
    return objection(command.message(), session.transcript())
        .map(refusal -> refused(command, refusal))
        .orElseGet(() ->
            List.of(
                new Said(
                    command.origin(),
                    command.connId(),
                    next(
                        session.call(),
                        session.transcript(),
                        command.by(),
                        command.byName(),
                        command.message(),
                        now))));
  }

  /** The message that the command repeats, if it repeats one. */
  Optional<ImMessage> kept(ImSession session, Say command) {
    return session.transcript().find(command.by(), command.message().messageId());
  }

  /** Why the draft cannot be the next message. */
  Optional<Refusal> objection(Draft draft, Transcript transcript) {
    if (draft.text().isEmpty()) {
      return invalid("the message has no text");
    }
    int max = policies.maxText();
    if (draft.text().length() > max || utf8(draft.text()) > max) {
      return invalid("the text has more than " + max + " bytes of UTF-8");
    }
    if (draft.messageId().isEmpty() || draft.messageId().length() > MAX_LABEL_CHARS) {
      return invalid("the message id has not 1 to " + MAX_LABEL_CHARS + " characters");
    }
    if (draft.contentType().length() > MAX_LABEL_CHARS) {
      return invalid("the content type has more than " + MAX_LABEL_CHARS + " characters");
    }
    if (transcript.nextSeq() > MAX_MESSAGES || transcript.chars() > MAX_CHARS) {
      return Optional.of(
          new Refusal(TlibError.TOO_MANY_REQ, "the session is full, begin another one"));
    }
    return Optional.empty();
  }

  ImMessage next(Call call, Transcript transcript, Dn by, String byName, Draft draft, Instant now) {
    return new ImMessage(
        transcript.nextSeq(),
        draft.messageId(),
        now,
        by,
        byName,
        policies.location(),
        roleIn(call, by),
        ImMessage.Visibility.ALL,
        draft.contentType(),
        draft.text());
  }

  /** Who comes in from outside is the customer; everybody else here is an agent. */
  private static ImMessage.SenderRole roleIn(Call call, Dn by) {
    return call.callType() == CallType.INBOUND
            && call.party(by).map(Party::role).filter(DnRole.ORIGINATION::equals).isPresent()
        ? ImMessage.SenderRole.CUSTOMER
        : ImMessage.SenderRole.AGENT;
  }

  /** The sender is told; the message keeps its place, and others have read it. */
  static List<ImEvent> undelivered(ImSession session, ReportUndelivered report) {
    List<ImMessage> messages = session.transcript().messages();
    int seq = report.seq();
    if (seq < 1 || seq > messages.size()) {
      return refused(report, TlibError.INVALID_ATTR, "there is no message " + seq);
    }
    ImMessage message = messages.get(seq - 1);
    if (message.from().equals(report.by())) {
      return refused(report, TlibError.INVALID_ATTR, "message " + seq + " is its own");
    }
    return List.of(
        new Undelivered(
            report.origin(),
            report.connId(),
            report.by(),
            message.from(),
            message.messageId(),
            seq,
            report.sipCode(),
            shortened(report.reason())));
  }

  /** The reason comes from the endpoint. */
  private static String shortened(String reason) {
    return reason.length() <= MAX_LABEL_CHARS
        ? reason
        : reason.substring(
            0,
            Character.isHighSurrogate(reason.charAt(MAX_LABEL_CHARS - 1))
                ? MAX_LABEL_CHARS - 1
                : MAX_LABEL_CHARS);
  }

  private static Optional<Refusal> invalid(String detail) {
    return Optional.of(new Refusal(TlibError.INVALID_ATTR, detail));
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
