package org.parley.bench.im;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.parley.bench.suite.ProcessTree;
import org.parley.bench.suite.ProcessTree.Usage;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibRequest;

/**
 * Runs one profile against a suite: set-up, warm-up, the measured messages at their constant rate,
 * and the wait until all of them have arrived.
 */
public final class ImLoad {
  private static final Duration DRAIN = Duration.ofSeconds(30);
  private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** Above this rate the sender wakes up for several messages at once, to stay cheap. */
  private static final long SHORTEST_SLEEP = 250_000;

  private final ImProfile profile;
  private final ProcessTree suite;
  private final Ledger ledger;
  private final Histogram toAck = new Histogram(HIGHEST_NANOS, 3);
  private final Histogram toDelivery = new Histogram(HIGHEST_NANOS, 3);
  private final FrameScan scan = new FrameScan();
  private final int firstDn;
  private volatile Pace measured;

  public ImLoad(ImProfile profile, ProcessTree suite, int firstDn) {
    this.profile = profile;
    this.suite = suite;
    this.firstDn = firstDn;
    this.ledger = new Ledger(profile.sessions(), profile.warmUpMessages() + profile.messages());
    this.measured = Pace.of(profile.warmUpMessages(), 0, profile.rate(), 0);
  }

  /** Runs it; the DNs exist already. */
  public ImResult run(InetSocketAddress tlib, String user, String password, int dnsPerLine)
      throws Exception {
    var setup =
        new SessionSetup(tlib, new SessionSetup.Credentials(user, password), firstDn, dnsPerLine);
    try (Lines lines = setup.lines()) {
      List<SessionSetup.Party> parties = setup.startSessions(profile.sessions());
      List<Template> templates = parties.stream().map(Template::new).toList();
      lines.handTo(this::frame);
      int warmUp = profile.warmUpMessages();
      System.out.printf("%d sessions, warming up with %d messages%n", profile.sessions(), warmUp);
      send(Pace.of(0, warmUp, profile.warmUpRate(), soon()), parties, templates);
      drain(warmUp);
      Ledger.Faults beforehand = ledger.faults(warmUp);
      System.out.printf(
          "measuring %d messages at %d/s (warm-up: %s)%n",
          profile.messages(), profile.rate(), beforehand);

      Usage before = suite.usage();
      Duration ownBefore = ProcessTree.cpu(ProcessHandle.current().pid());
      measured = Pace.of(warmUp, profile.messages(), profile.rate(), soon());
      long begun = System.nanoTime();
      send(measured, parties, templates);
      drain(ledger.messages());
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      Usage after = suite.usage();
      Duration own = ProcessTree.cpu(ProcessHandle.current().pid()).minus(ownBefore);

      release(parties);
      return new ImResult(
          profile,
          took,
          Latency.of(toAck),
          Latency.of(toDelivery),
          ledger.faults(ledger.messages()),
          new ArrayList<>(ledger.examples()),
          lines.lost(),
          after.cpu().minus(before.cpu()),
          own,
          after);
    }
  }

  private static long soon() {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
  }

  private void send(Pace pace, List<SessionSetup.Party> parties, List<Template> templates) {
    for (int i = pace.first(); pace.covers(i); i++) {
      long wait = pace.due(i) - System.nanoTime();
      while (wait > 0) {
        LockSupport.parkNanos(Math.max(wait, Math.min(SHORTEST_SLEEP, (long) pace.interval())));
        wait = pace.due(i) - System.nanoTime();
      }
      int sender = ledger.sender(i);
      parties.get(sender).line().send(templates.get(sender).numbered(i));
    }
  }

  /**
   * Waits until the first {@code sent} messages are complete, or nothing more is to be expected.
   */
  private void drain(int sent) throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (ledger.outstanding(sent) > 0 && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void release(List<SessionSetup.Party> parties) {
    for (SessionSetup.Party party : parties.subList(0, profile.sessions())) {
      party
          .line()
          .send(
              TlibCodec.encode(
                  new TlibRequest.ReleaseCall(
                      4,
                      new org.parley.tlib.Dn(Long.toString(party.dn())),
                      party.connId(),
                      null,
                      null)));
    }
  }

  private void frame(Line line, byte[] bytes, int from, int to) {
    scan.scan(bytes, from, to);
    switch (scan.kind) {
      case ACK -> acknowledged();
      case PRIVATE_INFO -> {
        if (scan.privateMsgId == 8002) {
          delivered();
        }
      }
      case ERROR -> ledger.refused(scan.errorCode);
      case OTHER -> {}
    }
  }

  private void acknowledged() {
    int message = (int) (scan.referenceId - Template.OFFSET);
    ledger.acknowledged(message);
    if (measured.covers(message)) {
      toAck.recordValue(Math.max(0, System.nanoTime() - measured.due(message)));
    }
  }

  private void delivered() {
    int message = scan.messageId == scan.textId ? (int) (scan.messageId - Template.OFFSET) : -1;
    if (ledger.delivered((int) (scan.thisDn - firstDn), message, (int) scan.imSeq)
        && measured.covers(message)) {
      toDelivery.recordValue(Math.max(0, System.nanoTime() - measured.due(message)));
    }
  }
}
