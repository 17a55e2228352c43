package org.parley.sip.leg;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImCommand.Invite;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.sip.content.Content;
import org.parley.sip.leg.Arrivals.Inviter;
import org.parley.sip.leg.Asks.Outcome;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipUri;
import org.parley.sip.signalling.Received;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

/**
 * MESSAGE requests outside a dialog. The first between two begins a session, the others belong to
 * it; while the first is not decided, the others wait, so that there is one session and not two.
 */
final class Pages {
  private static final int MAX_DRAWS = 5;
  static final int MAX_WAITING = 32;

  private record Pair(Dn by, Dn to) {}

  /** A text on its way. */
  private record Page(Received received, Inviter inviter, Dn to, Content.Text text, int attempt) {
    Pair pair() {
      return new Pair(inviter.dn(), to);
    }

    Draft draft() {
      return Hearing.draft(received.request(), text);
    }

    Page again() {
      return new Page(received, inviter, to, text, attempt + 1);
    }
  }

  private final Workspace work;
  private final Arrivals arrivals;
  private final Hearing hearing;

  /** Pairs whose first message is not decided, with those that wait for it. */
  private final Map<Pair, ArrayDeque<Page>> beginning = new HashMap<>();

  Pages(Workspace work, Arrivals arrivals) {
    this.work = work;
    this.arrivals = arrivals;
    this.hearing = new Hearing(work);
  }

  void message(Received received) {
    switch (arrivals.admit(received.request())) {
      case Arrivals.Admission.Refused(Answer answer) -> received.answer(answer);
      case Arrivals.Admission.Admitted(Inviter inviter) -> {
        switch (destination(received.request(), inviter.dn())) {
          case Arrivals.Destination.NotFound(Answer answer) -> received.answer(answer);
          case Arrivals.Destination.Found(Dn to) -> read(received, inviter, to);
        }
      }
    }
  }

  /** A customer is no DN, but who has a session with one may write to it. */
  private Arrivals.Destination destination(SipRequest request, Dn by) {
    Optional<Dn> customer =
        SipUri.parse(request.requestUri())
            .flatMap(Addresses::customer)
            .filter(dn -> work.sessions().between(by, dn).isPresent());
    return customer
        .<Arrivals.Destination>map(Arrivals.Destination.Found::new)
        .orElseGet(() -> arrivals.destination(request));
  }

  private void read(Received received, Inviter inviter, Dn to) {
    switch (hearing.read(received.request())) {
      case Content.Unreadable bad -> received.answer(Hearing.refusal(bad));
      case Content.Nothing() -> received.answer(Hearing.ok());
      case Content.Composing(boolean active) -> {
        head(inviter, to)
            .ifPresent(head -> {
              if (work.legs().get(head.key()) instanceof Paging paging) {
                paging.takesComposing();
              }
              hearing.type(head, active);
            });
        received.answer(Hearing.ok());
      }
      case Content.NotDelivered notice -> {
        head(inviter, to).ifPresent(head -> hearing.notDelivered(head, notice));
        received.answer(Hearing.ok());
      }
      case Content.Text text -> take(new Page(received, inviter, to, text, 1));
    }
  }

  private Optional<LegHead> head(Inviter inviter, Dn to) {
    return work.sessions()
        .between(inviter.dn(), to)
        .map(session -> headIn(session.connId(), inviter));
  }

  private LegHead headIn(ConnId connId, Inviter inviter) {
    var key = new LegKey(connId, inviter.dn());
    Leg leg = work.legs().get(key);
    return leg != null ? leg.head() : new LegHead(key, work.legs().nextNumber(), inviter.trunk());
  }

  private void take(Page page) {
    ArrayDeque<Page> waiting = beginning.get(page.pair());
    if (waiting == null) {
      deal(page);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.add(page);
    } else {
      page.received().answer(Codes.unavailable());
    }
  }

  private void deal(Page page) {
    if (isStored(page)) {
      page.received().answer(Hearing.ok()); // a repeat of one whose answer was lost
      return;
    }
    Optional<LegHead> head = head(page.inviter(), page.to());
    if (head.isPresent()) {
      hearing.say(head.get(), page.draft(), outcome -> said(page, head.get(), outcome));
    } else {
      begin(page);
    }
  }

  private boolean isStored(Page page) {
    Dn by = page.inviter().dn();
    return work.sessions()
        .of(by)
        .filter(session -> session.call().has(page.to()))
        .anyMatch(session -> session.transcript().find(by, page.draft().messageId()).isPresent());
  }

  private void said(Page page, LegHead head, Outcome outcome) {
    if (outcome instanceof Outcome.Refused(var refusal)
        && refusal.error() == TlibError.INV_CONNID
        && page.attempt() < MAX_DRAWS) {
      take(page.again()); // the session ended meanwhile: the log has told so before
      return;
    }
    if (outcome instanceof Outcome.Done(ImEvent.Said said)) {
      follow(page, head, said.message().seq());
    }
    Hearing.answered(outcome, page.received()::answer);
  }

  private void begin(Page page) {
    beginning.putIfAbsent(page.pair(), new ArrayDeque<>());
    Inviter inviter = page.inviter();
    var head =
        new LegHead(
            new LegKey(work.ports().connIds().get(), inviter.dn()),
            work.legs().nextNumber(),
            inviter.trunk());
    work.asks()
        .ask(
            head.number(),
            origin ->
                new Invite(
                    origin,
                    head.connId(),
                    inviter.dn(),
                    inviter.name(),
                    page.to(),
                    KvList.empty(),
                    page.draft(),
                    new SipEntry(true, inviter.trunk())),
            outcome -> begun(page, head, outcome));
  }

  private void begun(Page page, LegHead head, Outcome outcome) {
    if (outcome instanceof Outcome.Refused(var refusal)
        && refusal.error() == TlibError.REQ_IN_PROGRESS
        && page.attempt() < MAX_DRAWS) {
      begin(page.again());
      return;
    }
    if (outcome instanceof Outcome.Done) {
      follow(page, head, 0);
    }
    Hearing.answered(outcome, page.received()::answer);
    if (outcome instanceof Outcome.NoAnswerYet) {
      ArrayDeque<Page> waiting = beginning.getOrDefault(page.pair(), new ArrayDeque<>());
      waiting.forEach(later -> later.received().answer(Codes.unavailable()));
      waiting.clear();
    } else {
      goOn(page.pair());
    }
  }

  private void goOn(Pair pair) {
    ArrayDeque<Page> waiting = beginning.remove(pair);
    if (waiting != null) {
      waiting.forEach(this::take);
    }
  }

  /** From now on answers go to where the page came from, unless there is a dialog for them. */
  private void follow(Page page, LegHead head, int deliveredSeq) {
    ImSession session = work.sessions().get(head.connId());
    if (work.legs().get(head.key()) == null && !Sessions.isOver(session)) {
      SipRequest request = page.received().request();
      new Paging(work, head, request.to().uri(), request.from().uri(), deliveredSeq).begin();
    }
  }
}
