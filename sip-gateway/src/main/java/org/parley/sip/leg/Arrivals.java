package org.parley.sip.leg;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.sip.auth.Identities;
import org.parley.sip.auth.Verdict;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.line.Addresses;
import org.parley.sip.line.Line;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipUri;
import org.parley.sip.signalling.Received;
import org.parley.tlib.Dn;

/** Who may begin something by SIP, and with whom: INVITE and MESSAGE outside a dialog. */
final class Arrivals {
  static final int MAX_LEGS = 50_000;

  /**
   * Who asks.
   *
   * @param trunk that a customer comes through; null for an endpoint
   */
  record Inviter(Dn dn, String name, @Nullable Dn trunk) {}

  /** Whom a request comes from, or the answer that it gets instead. */
  sealed interface Admission {
    record Admitted(Inviter inviter) implements Admission {}

    record Refused(Answer answer) implements Admission {}
  }

  /** Whom it is for, or the answer that it gets instead. */
  sealed interface Destination {
    record Found(Dn dn) implements Destination {}

    record NotFound(Answer answer) implements Destination {}
  }

  private final Workspace work;

  Arrivals(Workspace work) {
    this.work = work;
  }

  /** An INVITE outside a dialog. */
  void invite(Received received) {
    SipRequest request = received.request();
    switch (admit(request)) {
      case Admission.Refused(Answer answer) -> received.answer(answer);
      case Admission.Admitted(Inviter inviter) -> {
        switch (destination(request)) {
          case Destination.NotFound(Answer answer) -> received.answer(answer);
          case Destination.Found(Dn to) -> offer(received, inviter, to);
        }
      }
    }
  }

  private void offer(Received received, Inviter inviter, Dn to) {
    Optional<Answer> tooMany = tooManySessions(inviter.dn(), to);
    if (tooMany.isPresent()) {
      received.answer(tooMany.get());
      return;
    }
    long sdpSession = work.ports().clock().instant().toEpochMilli();
    switch (Negotiation.of(received.request(), work.ports(), sdpSession, 1)) {
      case Negotiation.Refuse(Answer answer) -> received.answer(answer);
      case Negotiation.Fine fine -> {
        Dialog dialog = Dialog.asServer(received.request(), work.ports().tokens().get());
        var key = new LegKey(work.ports().connIds().get(), inviter.dn());
        new Offered(
                work,
                new LegHead(key, work.legs().nextNumber(), inviter.trunk()),
                received,
                new Line(work.ports().reach(), inviter.dn(), dialog),
                new Offered.Wish(to, inviter.name(), fine, sdpSession))
            .begin();
      }
    }
  }

  Admission admit(SipRequest request) {
    return switch (work.ports().authentication().check(request)) {
      case Verdict.Challenge(Answer answer) -> new Admission.Refused(answer);
      case Verdict.Refused(Answer answer) -> new Admission.Refused(answer);
      case Verdict.Endpoint(Dn dn) ->
          work.ports().policies().signaling(dn) == ChatSignaling.NONE
              ? new Admission.Refused(Answer.of(403, "No SIP for IM at This DN"))
              : admitted(new Inviter(dn, dn.number(), null));
      case Verdict.Customer(Dn trunk, Dn customer) ->
          admitted(new Inviter(customer, Addresses.name(request.from(), customer), trunk));
    };
  }

  /** What a further session between the two gets, where {@code im-max-sessions} leaves no room. */
  Optional<Answer> tooManySessions(Dn by, Dn to) {
    if (isFull(by)) {
      return Optional.of(Answer.of(503, "Too Many Sessions").with("Retry-After", "10"));
    }
    return isFull(to) ? Optional.of(Answer.of(486, "Busy Here")) : Optional.empty();
  }

  private boolean isFull(Dn dn) {
    return work.sessions().live(dn) >= work.ports().policies().maxSessions(dn);
  }

  private Admission admitted(Inviter inviter) {
    return work.legs().size() < MAX_LEGS
        ? new Admission.Admitted(inviter)
        : new Admission.Refused(Answer.of(503, "Too Many Sessions").with("Retry-After", "10"));
  }

  Destination destination(SipRequest request) {
    Optional<SipUri> uri = SipUri.parse(request.requestUri());
    if (uri.isEmpty()) {
      return new Destination.NotFound(
          request.requestUri().regionMatches(true, 0, "sip", 0, 3)
              ? Answer.of(404, "Not Found")
              : Answer.of(416, "Unsupported URI Scheme"));
    }
    Optional<Dn> number = Identities.dn(uri.get());
    Optional<DnType> type = number.flatMap(work.ports().policies()::dn);
    if (number.isEmpty() || type.isEmpty()) {
      return new Destination.NotFound(Answer.of(404, "Not Found"));
    }
    return switch (type.get()) {
      case EXTENSION, ACD_POSITION, ACD_QUEUE, ROUTING_POINT, EXTERNAL_ROUTING_POINT ->
          new Destination.Found(number.get());
      case TRUNK, VOIP_SERVICE -> new Destination.NotFound(Answer.of(403, "Not a DN to Call"));
    };
  }
}
