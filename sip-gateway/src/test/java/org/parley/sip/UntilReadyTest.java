package org.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.parley.sip.line.ManualTime;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;

class UntilReadyTest {
  /** Answers what it gets, and remembers in which order. */
  private static final class Gateway implements Requests {
    final List<String> got = new ArrayList<>();

    @Override
    public void onRequest(Received received) {
      got.add(received.request().callId());
      received.answer(Answer.of(200, "OK"));
    }

    @Override
    public void onAck(SipRequest ack) {}

    @Override
    public void onNoAck(Received invite) {}

    @Override
    public void onCancel(Received invite) {
      got.add("cancel " + invite.request().callId());
    }

    @Override
    public void onStraySuccess(SipResponse response) {}

    @Override
    public void onFlowLost(Flow flow) {}
  }

  private final Gateway gateway = new Gateway();
  private final ManualTime time = new ManualTime();
  private final UntilReady gate = new UntilReady(gateway, time);

  private FakeReceived receive(String callId) {
    NameAddr to = NameAddr.of("sip:1002@h");
    var received =
        new FakeReceived(
            new SipRequest(
                "MESSAGE",
                to.uri(),
                NameAddr.of("sip:1001@h").withTag("theirs"),
                to,
                callId,
                1,
                List.of(),
                List.of(),
                HeaderFields.none(),
                Body.none(),
                new Flow(Transport.UDP, "192.0.2.1", 5070)));
    gate.onRequest(received);
    return received;
  }

  @Test
  void what_comes_early_waits_and_goes_on_in_its_order() {
    FakeReceived first = receive("a");
    FakeReceived second = receive("b");
    assertThat(first.isAnswered()).isFalse();

    gate.ready();
    assertThat(receive("c").code()).isEqualTo(200);
    assertThat(gateway.got).containsExactly("a", "b", "c");
    time.pass(UntilReady.PATIENCE, () -> {});
    assertThat(first.codes()).containsExactly(200);
    assertThat(second.codes()).containsExactly(200);
  }

  @Test
  void what_waits_too_long_is_sent_away() {
    FakeReceived early = receive("a");
    time.pass(UntilReady.PATIENCE, () -> {});
    assertThat(early.codes()).containsExactly(503);
    gate.ready();
    assertThat(gateway.got).isEmpty();
  }

  @Test
  void so_much_waits_and_no_more() {
    Stream.generate(() -> receive("a")).limit(UntilReady.MOST).forEach(waiting -> {});
    assertThat(receive("b").code()).isEqualTo(503);
  }

  @Test
  void what_is_given_up_meanwhile_does_not_go_on() {
    FakeReceived early = receive("a");
    gate.onCancel(early);
    gate.ready();
    assertThat(gateway.got).isEmpty();
    gate.onCancel(receive("b"));
    assertThat(gateway.got).containsExactly("b", "cancel b");
  }
}
