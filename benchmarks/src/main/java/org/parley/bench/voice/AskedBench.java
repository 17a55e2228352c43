package org.parley.bench.voice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.parley.bench.suite.Ports;
import org.parley.bench.suite.Provisioning;
import org.parley.media.audio.Frame;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;

/** How soon a desktop that asks for a private conversation is told that it is one (P-7). */
public final class AskedBench {
  private static final int PHONES = 3;
  private static final int TIMES = 200;
  private static final int WARM_UP = 50;
  private static final int PAUSE_MILLIS = 50;
  private static final int HEARD = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Ports ports;
  private final Random random = new Random(11);

  public AskedBench(Ports ports) {
    this.ports = ports;
  }

  /** Configures three phones on that suite, and asks two hundred times. */
  public AskedResult run() throws IOException, InterruptedException {
    try (var phones = new Phones();
        var provisioning = new Provisioning(ports)) {
      int first = provisioning.phones(PHONES, phones.port());
      provisioning.person();
      provisioning.sipServer("sip-enable-call-info", "true");
      provisioning.sipServer("sip-enable-call-info-extended", "true");
      List<Dn> dns =
          IntStream.range(first, first + PHONES)
              .mapToObj(number -> new Dn(Integer.toString(number)))
              .toList();
      try (var desktop = new Desktop(new InetSocketAddress(Ports.HOST, ports.tlib()))) {
        logIn(desktop, provisioning.password(), dns);
        return measured(desktop, phones, dns);
      }
    }
  }

  private static void logIn(Desktop desktop, String password, List<Dn> dns) throws IOException {
    desktop.done(ref ->
        new TlibRequest.RegisterClient(
            ref, "parley-bench", Provisioning.PERSON, password, null, null, null));
    for (Dn dn : dns) {
      desktop.done(ref -> new TlibRequest.RegisterAddress(ref, dn, null, null, null));
    }
  }

  private AskedResult measured(Desktop desktop, Phones phones, List<Dn> dns)
      throws IOException, InterruptedException {
    ConnId call = conference(desktop, dns);
    awaitHeard(phones, dns);
    turns(desktop, dns, call, WARM_UP);
    List<Long> before = dns.stream().map(dn -> phones.heard(dn.number())).toList();
    Turns turns = turns(desktop, dns, call, TIMES);
    int deaf =
        (int)
            IntStream.range(0, PHONES)
                .filter(i -> phones.heard(dns.get(i).number()) <= before.get(i))
                .count();
    desktop.done(ref -> new VoiceRequest.ClearCall(ref, dns.getFirst(), call, null, null));
    return new AskedResult(turns.refused, deaf, turns.apart, turns.back);
  }

  private static ConnId conference(Desktop desktop, List<Dn> dns) throws IOException {
    Dn by = dns.getFirst();
    ConnId call =
        desktop
            .done(ref ->
                new TlibRequest.MakeCall(
                    ref, by, dns.get(1), null, null, MediaType.VOICE, null, null, null))
            .require(Attribute.CONN_ID);
    awaitEstablished(desktop, dns.get(1));
    desktop.done(
        ref -> new VoiceRequest.SingleStepConference(ref, by, call, dns.get(2), null, null, null));
    awaitEstablished(desktop, dns.get(2));
    return call;
  }

  private static void awaitEstablished(Desktop desktop, Dn dn) {
    desktop.await(
        "EventEstablished at " + dn,
        event ->
            event.type() == MessageType.EVENT_ESTABLISHED
                && dn.equals(event.find(Attribute.THIS_DN).orElse(null)));
  }

  private static void awaitHeard(Phones phones, List<Dn> dns) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Dn dn : dns) {
      long before = phones.heard(dn.number());
      while (phones.heard(dn.number()) < before + HEARD) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("phone " + dn + " hears nothing");
        }
        FarEnds.pause(Frame.LENGTH);
      }
    }
  }

  /** What came of some turns. */
  private static final class Turns {
    final Histogram apart = new Histogram(3);
    final Histogram back = new Histogram(3);
    int refused;

    void note(Desktop.Told answer, Histogram times) {
      if (answer.isRefusal()) {
        refused++;
        System.out.println("  " + answer.event());
      } else {
        times.recordValue(answer.nanos());
      }
    }
  }

  private Turns turns(Desktop desktop, List<Dn> dns, ConnId call, int times)
      throws IOException, InterruptedException {
    var turns = new Turns();
    Dn by = dns.getFirst();
    Dn party = dns.getLast();
    for (int i = 0; i < times; i++) {
      pause();
      turns.note(
          desktop.ask(ref -> new VoiceRequest.ListenDisconnect(ref, by, call, party, null, null)),
          turns.apart);
      pause();
      turns.note(
          desktop.ask(ref -> new VoiceRequest.ListenReconnect(ref, by, call, party, null, null)),
          turns.back);
    }
    return turns;
  }

  /** Never in step with the frames of the mixer. */
  private void pause() throws InterruptedException {
    FarEnds.pause(Duration.ofMillis(PAUSE_MILLIS + random.nextInt(PAUSE_MILLIS)));
  }
}
