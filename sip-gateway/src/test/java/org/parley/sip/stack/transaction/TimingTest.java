package org.parley.sip.stack.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.sip.guard.Guard;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.Trace;
import org.parley.sip.stack.jain.JainParser;
import org.parley.sip.stack.wire.Inbound;

/** Minutes of timers with the values of RFC 3261, on a clock that is turned by hand. */
class TimingTest {
  private static final Flow PEER = new Flow(Transport.UDP, "192.0.2.1", 5060);
  private static final Flow STREAM = new Flow(Transport.TCP, "192.0.2.1", 40_000);

  private record Sent(long millis, String startLine) {}

  private final List<Sent> sent = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<SipResponse> answers = new ArrayList<>();
  private final List<Runnable> failures = new ArrayList<>();
  private long nanos;
  private String branch = "1";
  private @Nullable Error bug;
  private final Timers timers = new Timers(() -> nanos);
  private final Surroundings around =
      new Surroundings(
          timers,
          TimerValues.RFC_3261,
          new Carrier() {
            @Override
            public void send(Flow to, byte[] message, boolean connect, Runnable failed) {
              String text = new String(message, UTF_8);
              sent.add(new Sent(nanos / 1_000_000, text.substring(0, text.indexOf("\r\n"))));
              failures.add(failed);
            }

            @Override
            public boolean isAlive(Flow flow) {
              return true;
            }
          },
          new Local("192.0.2.200", Map.of(Transport.UDP, 5060, Transport.TCP, 5060)),
          new Requests() {
            @Override
            public void onRequest(Received received) {
              if (bug != null) {
                throw bug;
              }
              received.answer(Answer.of(received.request().cseq() == 200 ? 200 : 486, "x"));
            }

            @Override
            public void onAck(SipRequest ack) {
              told.add("ack");
            }

            @Override
            public void onNoAck(Received invite) {
              told.add("no ack");
            }

            @Override
            public void onCancel(Received invite) {
              told.add("cancel");
            }

            @Override
            public void onStraySuccess(SipResponse response) {
              told.add("stray");
            }

            @Override
            public void onFlowLost(Flow flow) {}
          },
          Runnable::run,
          Meters.NONE,
          new Trace(),
          1000);
  private final ServerTransactions server =
      new ServerTransactions(
          around,
          new UasRules(
              new TreeSet<>(Set.of("INVITE", "MESSAGE")), new TreeSet<>(), new TreeSet<>(), 9));
  private final ClientTransactions client =
      new ClientTransactions(around, (uri, found) -> found.accept(Optional.of(PEER)));

  private void pass(Duration time) {
    for (long end = nanos + time.toNanos(); nanos < end; nanos += 10_000_000) {
      timers.run();
    }
    timers.run();
  }

  private List<Long> times() {
    return sent.stream().map(Sent::millis).toList();
  }

  private void send(String method) {
    client.send(
        new OutgoingRequest(
            method,
            "sip:b@192.0.2.1",
            NameAddr.of("sip:a@here").withTag("1"),
            NameAddr.of("sip:b@far"),
            "call",
            3,
            List.of(),
            HeaderFields.none(),
            Body.none(),
            null),
        answers::add);
  }

  private void receive(String method, int cseq, String toTag, Flow from) {
    String text =
        method
            + " sip:b@h SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK"
            + (method.equals("ACK") && cseq == 200 ? "other" : branch)
            + "\r\nFrom: <sip:a@b>;tag=f\r\nTo: <sip:b@h>"
            + toTag
            + "\r\nCall-ID: c\r\nContact: <sip:a@b>\r\nCSeq: "
            + cseq
            + " "
            + method
            + "\r\n\r\n";
    byte[] bytes = text.getBytes(UTF_8);
    server.on(
        (Inbound.Request) JainParser.parse(bytes, (Accepted) Guard.check(bytes, false), from));
  }

  @Test
  void an_invite_is_repeated_with_doubled_pauses_for_32_seconds() {
    send("INVITE");
    pass(Duration.ofSeconds(40));

    assertThat(times()).containsExactly(0L, 500L, 1500L, 3500L, 7500L, 15_500L, 31_500L);
    assertThat(answers.stream().map(SipResponse::code)).containsExactly(408);
    assertThat(client.size()).isZero();
  }

  @Test
  void another_request_is_repeated_with_pauses_up_to_4_seconds() {
    send("MESSAGE");
    pass(Duration.ofSeconds(40));

    assertThat(times())
        .containsExactly(
            0L, 500L, 1500L, 3500L, 7500L, 11_500L, 15_500L, 19_500L, 23_500L, 27_500L, 31_500L);
    assertThat(answers.stream().map(SipResponse::code)).containsExactly(408);
    assertThat(client.size()).isZero();
  }

  @Test
  void a_success_is_repeated_with_pauses_up_to_4_seconds_over_any_transport() {
    receive("INVITE", 200, "", STREAM);
    pass(Duration.ofSeconds(40));

    assertThat(times())
        .containsExactly(
            0L, 0L, 500L, 1500L, 3500L, 7500L, 11_500L, 15_500L, 19_500L, 23_500L, 27_500L,
            31_500L);
    assertThat(told).containsExactly("no ack");
    assertThat(server.size()).isZero();
  }

  @Test
  void a_refusal_is_repeated_over_udp_alone() {
    receive("INVITE", 1, "", STREAM);
    pass(Duration.ofSeconds(40));
    assertThat(times()).containsExactly(0L, 0L);

    sent.clear();
    nanos = 0;
    receive("INVITE", 1, "", PEER);
    pass(Duration.ofSeconds(40));

    assertThat(times()).hasSize(12).startsWith(0L, 0L, 500L, 1500L);
    assertThat(told).isEmpty();
    assertThat(server.size()).isZero();
  }

  @Test
  void an_acknowledged_refusal_stays_for_late_repeats_then_goes() {
    receive("INVITE", 1, "", PEER);
    receive("ACK", 1, ";tag=x", PEER);
    receive("INVITE", 1, "", PEER);
    pass(Duration.ofMillis(4_900));
    assertThat(sent).hasSize(2);
    assertThat(server.size()).isEqualTo(1);
    pass(Duration.ofMillis(200));

    assertThat(server.size()).isZero();
  }

  @Test
  void an_answer_over_udp_is_kept_for_repeats_over_tcp_it_is_not() {
    receive("MESSAGE", 1, "", PEER);
    receive("MESSAGE", 1, "", PEER);
    assertThat(sent).hasSize(2);
    pass(Duration.ofMillis(31_900));
    assertThat(server.size()).isEqualTo(1);
    pass(Duration.ofMillis(200));
    assertThat(server.size()).isZero();

    receive("MESSAGE", 1, "", STREAM);
    assertThat(server.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MESSAGE", "INVITE"})
  void a_bug_in_a_rule_is_500_and_nothing_stays(String method) {
    bug = new StackOverflowError("for a test");
    receive(method, 1, "", PEER);
    assertThat(sent.getLast().startLine()).startsWith("SIP/2.0 500 ");
    pass(Duration.ofSeconds(40));
    assertThat(server.size()).isZero();
  }

  @Test
  void what_was_refused_may_come_again_by_another_way_and_what_was_taken_may_not() {
    receive("MESSAGE", 1, "", PEER);
    branch = "2";
    receive("MESSAGE", 1, "", PEER);
    assertThat(sent).extracting(Sent::startLine).containsOnly("SIP/2.0 486 x");

    branch = "3";
    receive("MESSAGE", 200, "", PEER);
    branch = "4";
    receive("MESSAGE", 200, "", PEER);
    assertThat(sent.getLast().startLine()).startsWith("SIP/2.0 482 ");
  }

  @Test
  void a_repeat_that_cannot_be_sent_says_nothing_about_what_went_out() {
    send("MESSAGE");
    pass(Duration.ofSeconds(1));
    assertThat(failures).hasSize(2);
    failures.getLast().run();
    assertThat(answers).isEmpty();
    failures.getFirst().run();
    assertThat(answers.stream().map(SipResponse::code)).containsExactly(503);
  }

  @ParameterizedTest
  @CsvSource({
    "sip:a@192.0.2.1, true",
    "sip:a@[2001:db8::1], true",
    "sip:a@h;maddr=192.0.2.1, true",
    "sip:a@999.999.999.999, false",
    "sip:a@1.2.3.4.5, false",
    "sip:a@[1::2::3], false",
    "sip:a@h;maddr=999.0.0.1, false",
    "sip:a@example.org, false",
  })
  void an_address_is_one_or_it_is_looked_up(String uri, boolean literal) {
    assertThat(ClientTransactions.literal(SipUri.parse(uri).orElseThrow()).isPresent())
        .isEqualTo(literal);
  }

  @Test
  void forged_cancels_leave_nothing_behind() {
    receive("CANCEL", 1, "", PEER);

    assertThat(sent.getFirst().startLine()).startsWith("SIP/2.0 481 ");
    assertThat(server.size()).isZero();
  }
}
