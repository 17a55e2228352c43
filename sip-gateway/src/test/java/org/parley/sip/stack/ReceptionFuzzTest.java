package org.parley.sip.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.SourceLimits;
import org.parley.sip.stack.health.Trace;
import org.parley.sip.stack.transaction.Carrier;
import org.parley.sip.stack.transaction.ClientTransactions;
import org.parley.sip.stack.transaction.Local;
import org.parley.sip.stack.transaction.ServerTransactions;
import org.parley.sip.stack.transaction.Surroundings;
import org.parley.sip.stack.transaction.TimerValues;
import org.parley.sip.stack.transaction.Timers;
import org.parley.sip.stack.transaction.UasRules;
import org.parley.sip.stack.wire.Inbound;

/**
 * Everything that a message passes but the sockets. Run with {@code JAZZER_FUZZ=1} it looks for new
 * inputs; without, it repeats those it knows.
 */
class ReceptionFuzzTest {

  @FuzzTest(maxDuration = "60m")
  void nothing_that_comes_in_gets_out_of_the_reception(byte[] bytes) {
    for (Transport transport : List.of(Transport.UDP, Transport.TCP)) {
      Flow source = new Flow(transport, "192.0.2.9", 5060);
      reception().message(source, bytes);
    }
  }

  private static Reception reception() {
    Carrier carrier =
        new Carrier() {
          @Override
          public void send(Flow to, byte[] message, boolean connect, Runnable failed) {
            assertThat(new String(message, UTF_8)).startsWith("SIP/2.0 ").contains("\r\n\r\n");
            assertThat(to.host()).isEqualTo("192.0.2.9");
            assertThat(to.port()).isBetween(1, 65_535);
          }

          @Override
          public boolean isAlive(Flow flow) {
            return true;
          }
        };
    Surroundings around =
        new Surroundings(
            new Timers(() -> 0),
            TimerValues.RFC_3261,
            carrier,
            new Local("192.0.2.1", Map.of(Transport.UDP, 5060)),
            new Eager(),
            Runnable::run,
            Meters.NONE,
            new Trace(),
            10);
    ServerTransactions server =
        new ServerTransactions(
            around,
            new UasRules(
                new TreeSet<>(List.of("INVITE", "OPTIONS", "MESSAGE", "REGISTER")),
                new TreeSet<>(),
                new TreeSet<>(List.of("text/*", "application/sdp")),
                1000));
    ClientTransactions client =
        new ClientTransactions(around, (uri, found) -> found.accept(Optional.empty()));
    return new Reception(
        new SourceLimits(0, 0, 1, () -> 0),
        carrier,
        Runnable::run,
        10,
        Meters.NONE,
        new Trace(),
        inbound -> {
          switch (inbound) {
            case Inbound.Request request -> server.on(request);
            case Inbound.Response response -> client.on(response);
          }
        },
        _ -> {});
  }

  /** Answers everything. */
  private static final class Eager implements Requests {
    @Override
    public void onRequest(Received received) {
      received.answer(Answer.of(180, "Ringing"));
      received.answer(Answer.of(200, "OK"));
    }

    @Override
    public void onAck(SipRequest ack) {}

    @Override
    public void onNoAck(Received invite) {}

    @Override
    public void onCancel(Received invite) {}

    @Override
    public void onStraySuccess(SipResponse response) {}

    @Override
    public void onFlowLost(Flow flow) {}
  }
}
