package org.parley.sip.leg;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.parley.callmodel.Party;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImCommand.ReportUndelivered;
import org.parley.contracts.im.ImCommand.Say;
import org.parley.contracts.im.ImCommand.Type;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.sip.content.Content;
import org.parley.sip.content.Contents;
import org.parley.sip.leg.Asks.Outcome;
import org.parley.sip.line.Line;
import org.parley.sip.line.Refusals;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.registrar.Capabilities;
import org.parley.sip.signalling.Received;

/** What an endpoint says, as commands, and the answers when their outcome is in the log. */
final class Hearing {
  private final Workspace work;

  Hearing(Workspace work) {
    this.work = work;
  }

  /**
   * A MESSAGE in the dialog of a leg.
   *
   * @param composes told when it was a typing notice: the endpoint understands them
   */
  void message(Received received, LegHead head, UnaryOperator<Answer> inDialog, Runnable composes) {
    Content content = read(received.request());
    Consumer<Answer> answer = a -> received.answer(inDialog.apply(a));
    switch (content) {
      case Content.Unreadable bad -> answer.accept(refusal(bad));
      case Content.Nothing() -> answer.accept(ok());
      case Content.Composing(boolean active) -> {
        composes.run();
        type(head, active);
        answer.accept(ok());
      }
      case Content.NotDelivered notice -> {
        notDelivered(head, notice);
        answer.accept(ok());
      }
      case Content.Text text ->
          say(head, draft(received.request(), text), outcome -> answered(outcome, answer));
    }
  }

  Content read(SipRequest request) {
    return Contents.read(request.body(), request.headers(), work.ports().policies().maxText());
  }

  static Answer ok() {
    return Answer.of(200, "OK");
  }

  /** The answer to a request in a dialog that has no effect on it. */
  static Answer other(SipRequest request) {
    return switch (request.method()) {
      case "OPTIONS" -> Capabilities.answer();
      case "INFO" -> request.body().isEmpty() ? ok() : Answer.of(415, "Unsupported Media Type");
      case "NOTIFY", "PRACK" -> Refusals.noDialog();
      default -> Answer.of(405, "Method Not Allowed").with("Allow", Line.ALLOW);
    };
  }

  static Answer refusal(Content.Unreadable bad) {
    Answer answer = Answer.of(bad.code(), bad.reason());
    return bad.code() == 415 ? answer.with("Accept", Contents.ACCEPT) : answer;
  }

  void say(LegHead head, Draft draft, Consumer<Outcome> told) {
    String name = nameOf(head);
    work.asks()
        .ask(head.number(), origin -> new Say(origin, head.connId(), head.dn(), name, draft), told);
  }

  void type(LegHead head, boolean active) {
    work.asks()
        .ask(head.number(), origin -> new Type(origin, head.connId(), head.dn(), active), _ -> {});
  }

  /** A notice about a message that the endpoint had taken first. */
  void notDelivered(LegHead head, Content.NotDelivered notice) {
    ImSession session = work.sessions().get(head.connId());
    if (session == null) {
      return;
    }
    session.transcript().messages().stream()
        .filter(m -> m.messageId().equals(notice.messageId()) && !m.from().equals(head.dn()))
        .map(ImMessage::seq)
        .findFirst()
        .ifPresent(seq ->
            work.asks()
                .tell(
                    head.number(),
                    origin ->
                        new ReportUndelivered(
                            origin,
                            head.connId(),
                            head.dn(),
                            seq,
                            notice.sipCode(),
                            notice.reason())));
  }

  /** The answer to a MESSAGE, once. */
  static void answered(Outcome outcome, Consumer<Answer> answer) {
    switch (outcome) {
      case Outcome.Done _ -> answer.accept(ok());
      case Outcome.Refused(var refusal) -> answer.accept(Codes.refused(refusal));
      case Outcome.NotSent() -> answer.accept(Refusals.unavailable());
      case Outcome.NoAnswerYet() -> answer.accept(Refusals.noAnswer());
    }
  }

  private String nameOf(LegHead head) {
    @Nullable ImSession session = work.sessions().get(head.connId());
    return session == null
        ? head.dn().number()
        : session.call().party(head.dn()).map(Party::name).orElse(head.dn().number());
  }

  /** The text as a draft whose id is the same when the request is repeated. */
  static Draft draft(SipRequest request, Content.Text text) {
    return new Draft(messageId(request), Content.Text.TYPE, text.text());
  }

  private static String messageId(SipRequest request) {
    String tag = Objects.requireNonNullElse(request.from().tag(), "");
    String name = String.join("\n", List.of(request.callId(), tag, "" + request.cseq()));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return "sip-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
