package org.parley.sip.leg;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImCommand.Invite;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.auth.Identities;
import org.parley.sip.content.Content;
import org.parley.sip.leg.Arrivals.Inviter;
import org.parley.sip.leg.Asks.Outcome;
import org.parley.sip.line.Refusals;
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
  private static final int MAX_GIVEN_UP = 1000;
  static final int MAX_WAITING = 32;

  private record Pair(Dn by, Dn to) {}

  private record Begun(Page page, LegHead head) {}

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
  private final Function<LegKey, Optional<SipLeg>> elsewhere;

  /** Pairs whose first message is not decided, with those that wait for it. */
  private final Map<Pair, ArrayDeque<Page>> beginning = new HashMap<>();

  /** First messages that were given up, and may be stored yet. */
  private final SequencedMap<ConnId, Begun> givenUp = new LinkedHashMap<>();

  /**
   * @param elsewhere a leg as another instance keeps it
   */
  Pages(Workspace work, Arrivals arrivals, Function<LegKey, Optional<SipLeg>> elsewhere) {
    this.work = work;
    this.arrivals = arrivals;
    this.hearing = new Hearing(work);
    this.elsewhere = elsewhere;
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
            .flatMap(Identities::customer)
            .filter(dn -> work.sessions().areBetween(by, dn));
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
        .between(inviter.dn(), to, session -> isOf(inviter, session, inviter.trunk() == null))
        .map(session -> headIn(session.connId(), inviter));
  }

  /**
   * Whether the inviter's part in a session is by the trunk that it comes through now: what one
   * trunk says of its customers is no word in another one's sessions.
   *
   * @param unless what it is taken for where no leg tells
   */
  private boolean isOf(Inviter inviter, ImSession session, boolean unless) {
    var key = new LegKey(session.connId(), inviter.dn());
    Leg leg = work.legs().get(key);
    if (leg != null) {
      return Objects.equals(leg.head().trunk(), inviter.trunk());
    }
    return elsewhere
        .apply(key)
        .map(kept -> Objects.equals(kept.trunk(), inviter.trunk()))
        .orElse(unless);
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
      page.received().answer(Refusals.unavailable());
    }
  }

  private void deal(Page page) {
    Optional<ImSession> stored = storedIn(page);
    if (stored.isPresent()) { // a repeat of one whose answer was lost
      follow(page, headIn(stored.get().connId(), page.inviter()), () -> ok(page));
      return;
    }
    Optional<LegHead> head = head(page.inviter(), page.to());
    if (head.isPresent()) {
      hearing.say(head.get(), page.draft(), outcome -> said(page, head.get(), outcome));
      return;
    }
    Optional<Answer> tooMany = arrivals.tooManySessions(page.inviter().dn(), page.to());
    if (tooMany.isPresent()) {
      page.received().answer(tooMany.get());
    } else {
      begin(page);
    }
  }

  private static void ok(Page page) {
    page.received().answer(Hearing.ok());
  }

  private Optional<ImSession> storedIn(Page page) {
    Dn by = page.inviter().dn();
    return work.sessions()
        .of(by)
        .filter(session -> session.call().has(page.to()))
        .filter(session -> isOf(page.inviter(), session, true))
        .filter(session -> session.transcript().find(by, page.draft().messageId()).isPresent())
        .findFirst();
  }

  private void said(Page page, LegHead head, Outcome outcome) {
    if (outcome instanceof Outcome.Refused(var refusal)
        && refusal.error() == TlibError.INV_CONNID
        && page.attempt() < MAX_DRAWS) {
      take(page.again()); // the session ended meanwhile: the log has told so before
      return;
    }
    answer(page, head, outcome);
  }

  /** 200 when the answers have their way back, too: a restart must not cut it. */
  private void answer(Page page, LegHead head, Outcome outcome) {
    if (outcome instanceof Outcome.Done) {
      follow(page, head, () -> ok(page));
    } else {
      Hearing.answered(outcome, page.received()::answer);
    }
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
    answer(page, head, outcome);
    if (outcome instanceof Outcome.NotSent) {
      givenUp.put(head.connId(), new Begun(page, head));
      if (givenUp.size() > MAX_GIVEN_UP) {
        givenUp.pollFirstEntry();
      }
    }
    if (outcome instanceof Outcome.NoAnswerYet) {
      ArrayDeque<Page> waiting = beginning.getOrDefault(page.pair(), new ArrayDeque<>());
      waiting.forEach(later -> later.received().answer(Refusals.unavailable()));
      waiting.clear();
    } else {
      goOn(page.pair());
    }
  }

  /**
   * A session began whose first message was given up: it is stored, and what is answered goes back.
   * It is not released, for whoever sends the message again is told that it is stored.
   */
  void begunLate(ConnId connId) {
    Begun begun = givenUp.remove(connId);
    if (begun != null) {
      follow(begun.page(), begun.head(), () -> {});
    }
  }

  private void goOn(Pair pair) {
    ArrayDeque<Page> waiting = beginning.remove(pair);
    if (waiting != null) {
      waiting.forEach(this::take);
    }
  }

  /**
   * From now on answers go to where the page came from, unless there is a dialog for them.
   *
   * @param then run when that survives a restart
   */
  private void follow(Page page, LegHead head, Runnable then) {
    ImSession session = work.sessions().get(head.connId());
    if (work.legs().get(head.key()) == null && session != null && !Sessions.isOver(session)) {
      SipRequest request = page.received().request();
      new Paging(
              work,
              head,
              request.to().uri(),
              request.from().uri(),
              deliveredSeq(session, head, page.draft().messageId()))
          .begin();
    }
    if (work.legs().get(head.key()) instanceof Paging paging) {
      paging.whenKept(then);
    } else {
      then.run();
    }
  }

  /**
   * Where delivery begins: after what another instance has delivered; else, for those who have no
   * desktop, after what they said last before the page, and for others after the page.
   */
  private int deliveredSeq(ImSession session, LegHead head, String messageId) {
    Optional<SipLeg> kept = elsewhere.apply(head.key());
    if (kept.isPresent()) {
      return kept.get().deliveredSeq();
    }
    int own = 0;
    for (ImMessage message : session.transcript().messages()) {
      if (message.from().equals(head.dn())) {
        if (message.messageId().equals(messageId)) {
          return bySip(session, head) ? own : message.seq();
        }
        own = message.seq();
      }
    }
    return own;
  }

  private static boolean bySip(ImSession session, LegHead head) {
    return head.trunk() != null
        || switch (session) {
          case ImSession.Establishing s -> s.idleTimeout() != null;
          case ImSession.Connected s -> s.idleTimeout() != null;
          case ImSession.Ended _ -> false;
        };
  }
}
