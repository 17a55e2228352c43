package org.parley.sip.stack.transaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.sip.guard.Echo;
import org.parley.sip.message.Answer;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Received;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.Trace.Way;
import org.parley.sip.stack.wire.AnswerText;
import org.parley.sip.stack.wire.Inbound;
import org.parley.sip.stack.wire.Via;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All requests that came in and are not forgotten yet. Gateway thread. */
public final class ServerTransactions {
  private static final Logger log = LoggerFactory.getLogger(ServerTransactions.class);

  private final Surroundings around;
  private final UasRules rules;
  private final Map<String, ServerTransaction> live = new HashMap<>();
  private final Map<String, ServerTransaction> merges = new HashMap<>();
  private final Map<String, InviteServerTransaction> unacknowledged = new HashMap<>();

  public ServerTransactions(Surroundings around, UasRules rules) {
    this.around = around;
    this.rules = rules;
  }

  Surroundings around() {
    return around;
  }

  /** How many are kept, answered ones included. */
  public int size() {
    return live.size();
  }

  /** A request that was parsed. */
  public void on(Inbound.Request inbound) {
    SipRequest request = inbound.request();
    @Nullable ServerTransaction known = live.get(key(inbound, request.method()));
    if (known != null) {
      if (request.method().equals("ACK")) {
        known.onAck(request);
      } else {
        around.meters().repeated(Meters.Direction.IN);
        known.onRepeat();
      }
      return;
    }
    switch (request.method()) {
      case "ACK" -> onAck(inbound);
      case "CANCEL" -> onCancel(inbound);
      case String _ -> onNew(inbound);
    }
  }

  private void onAck(Inbound.Request inbound) {
    @Nullable InviteServerTransaction invite = unacknowledged.get(dialogKey(inbound.request()));
    if (invite != null) {
      invite.onAck(inbound.request());
    }
  }

  private void onCancel(Inbound.Request inbound) {
    around.meters().received("CANCEL");
    if (!(live.get(key(inbound, "INVITE")) instanceof InviteServerTransaction invite)) {
      refuse(inbound, Answer.of(481, "Call/Transaction Does Not Exist"));
      return;
    }
    ServerTransaction transaction =
        new ServerTransaction(this, key(inbound, "CANCEL"), null, inbound, invite.tag());
    live.put(transaction.key(), transaction);
    transaction.answer(Answer.of(200, "OK"));
    invite.onCancel();
  }

  private void onNew(Inbound.Request inbound) {
    SipRequest request = inbound.request();
    around
        .meters()
        .received(rules.methods().contains(request.method()) ? request.method() : "other");
    if (live.size() >= around.transactions()) {
      around.meters().overload(Meters.Overload.TRANSACTIONS);
      refuse(inbound, Overloads.ANSWER);
      return;
    }
    Optional<Answer> refusal = rules.refusal(request);
    if (refusal.isPresent()) {
      refuse(inbound, refusal.get());
      return;
    }
    @Nullable String merge = mergeKey(request);
    if (isLoop(inbound) || merge != null && merges.containsKey(merge)) {
      refuse(inbound, Answer.of(482, "Loop Detected"));
      return;
    }
    boolean invite = request.method().equals("INVITE");
    String key = key(inbound, request.method());
    ServerTransaction transaction =
        invite
            ? new InviteServerTransaction(this, key, merge, inbound, Tags.random())
            : new ServerTransaction(this, key, merge, inbound, Tags.random());
    Received received = Objects.requireNonNull(transaction.received());
    live.put(key, transaction);
    if (merge != null) {
      merges.put(merge, transaction);
    }
    transaction.begin();
    try {
      around.requests().onRequest(received);
    } catch (RuntimeException | Error bug) {
      log.error("A {} was not dealt with", request.method(), bug);
      received.answer(Answer.of(500, "Server Internal Error"));
    }
  }

  /** Answers without keeping anything (RFC 3261 section 8.2.7): the same tag every time. */
  private void refuse(Inbound.Request inbound, Answer answer) {
    Echo echo = inbound.echo();
    boolean tagged = inbound.request().isInDialog();
    byte[] bytes = AnswerText.stateless(echo, answer, tagged ? null : tag(inbound));
    around.meters().answered(answer.code());
    around
        .trace()
        .message(
            Way.OUT,
            inbound.request().source(),
            inbound.request().from(),
            inbound.request().to(),
            bytes);
    around
        .carrier()
        .send(inbound.via().answerTo(inbound.request().source()), bytes, false, () -> {});
  }

  private static String tag(Inbound.Request inbound) {
    return Tags.of(inbound.request().callId() + inbound.via().text());
  }

  /** One of our own Vias below the top: it has been here before (RFC 3261 section 16.3). */
  private boolean isLoop(Inbound.Request inbound) {
    for (String field : inbound.echo().vias()) {
      for (String value : Via.values(field)) {
        Via via = Via.top(List.of(value));
        if (around.local().isSentBy(via.host(), via.port())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The same request by another way (RFC 3261 section 8.2.2.2) has the same one. */
  private static @Nullable String mergeKey(SipRequest request) {
    @Nullable String tag = request.from().tag();
    return tag == null || request.isInDialog()
        ? null
        : request.method() + ' ' + request.cseq() + ' ' + tag + ' ' + request.callId();
  }

  /** By branch, sent-by and method (RFC 3261 section 17.2.3); for RFC 2543 by what it has. */
  private static String key(Inbound.Request inbound, String method) {
    SipRequest request = inbound.request();
    String kind = method.equals("ACK") ? "INVITE" : method;
    Via via = inbound.via();
    return via.hasBranch()
        ? via.branch() + ' ' + via.host() + ':' + via.port() + ' ' + kind
        : String.join(
            " ",
            "2543",
            request.requestUri(),
            request.callId(),
            Long.toString(request.cseq()),
            String.valueOf(request.from().tag()),
            via.text(),
            kind);
  }

  private static String dialogKey(SipRequest ack) {
    return dialogKey(ack, String.valueOf(ack.to().tag()));
  }

  private static String dialogKey(SipRequest request, String localTag) {
    NameAddr from = request.from();
    return request.cseq() + " " + from.tag() + " " + localTag + " " + request.callId();
  }

  void awaitAck(InviteServerTransaction invite, SipRequest request, String localTag) {
    unacknowledged.put(dialogKey(request, localTag), invite);
  }

  void forgetAck(SipRequest request, String localTag) {
    unacknowledged.remove(dialogKey(request, localTag));
  }

  void forget(ServerTransaction transaction) {
    live.remove(transaction.key(), transaction);
    forgetMerge(transaction);
  }

  /** It was refused: the same request may come again, by a transaction of its own. */
  void forgetMerge(ServerTransaction transaction) {
    @Nullable String merge = transaction.mergeKey();
    if (merge != null) {
      merges.remove(merge, transaction);
    }
  }
}
