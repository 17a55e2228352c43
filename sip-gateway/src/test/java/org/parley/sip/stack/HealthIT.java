package org.parley.sip.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.parley.sip.stack.TestStack.next;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.parley.sip.message.Transport;
import org.parley.sip.stack.health.micrometer.MicrometerMeters;

/** What the edge does when there is too much, too slowly, or nothing that makes sense. */
class HealthIT {
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private TestStack stack(StackSettings.Limits limits) {
    return new TestStack(
        StackSettings.local(0, 0, TestStack.RULES).with(limits), new MicrometerMeters(registry));
  }

  /** Each address may ask {@code burst} times at once and once more a second; 0 for no limit. */
  private static StackSettings.Limits limits(
      int transactions, int handOver, int burst, int connections, Duration messageTime) {
    return new StackSettings.Limits(
        transactions,
        handOver,
        Math.min(burst, 1),
        burst,
        100,
        connections,
        connections,
        messageTime,
        Duration.ofMinutes(1),
        1 << 20);
  }

  private double count(String name, String reason) {
    return registry.get(name).tag("reason", reason).counter().count();
  }

  private static List<Integer> answers(UdpPeer peer) {
    List<Integer> codes = new ArrayList<>();
    for (var answer = peer.receive(MOMENT); answer.isPresent(); answer = peer.receive(MOMENT)) {
      codes.add(Sip.code(answer.get()));
    }
    return codes;
  }

  @Test
  void beyond_the_cap_of_transactions_requests_are_put_off() {
    try (TestStack stack = stack(limits(2, 100, 0, 10, Duration.ofSeconds(5)));
        UdpPeer peer = new UdpPeer(stack.udp())) {
      for (int i = 0; i < 2; i++) {
        peer.send(Sip.request("MESSAGE", "UDP", peer.port()));
        assertThat(Sip.code(peer.receive())).isEqualTo(200);
      }
      peer.send(Sip.request("MESSAGE", "UDP", peer.port()));
      String third = peer.receive();

      assertThat(Sip.code(third)).isEqualTo(503);
      assertThat(Sip.header(third, "Retry-After")).isEqualTo("5");
      assertThat(count("parley.sip.turned.away", "transactions")).isEqualTo(1);
      assertThat(registry.get("parley.sip.server.transactions").gauge().value()).isEqualTo(2);
    }
  }

  @Test
  void while_the_gateway_thread_is_stuck_requests_are_put_off() throws Exception {
    try (TestStack stack = stack(limits(100, 2, 0, 10, Duration.ofSeconds(5)));
        UdpPeer peer = new UdpPeer(stack.udp())) {
      CountDownLatch free = new CountDownLatch(1);
      stack.run(() -> {
        try {
          free.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      });
      for (int i = 0; i < 3; i++) {
        peer.send(Sip.request("MESSAGE", "UDP", peer.port()));
      }

      assertThat(Sip.code(peer.receive())).isEqualTo(503);
      assertThat(count("parley.sip.turned.away", "hand-over")).isEqualTo(1);
      free.countDown();
      assertThat(Sip.code(peer.receive())).isEqualTo(200);
      assertThat(Sip.code(peer.receive())).isEqualTo(200);
      assertThat(answers(peer)).isEmpty();
    }
  }

  @Test
  void who_asks_too_much_is_put_off_then_ignored_and_nobody_else_is() {
    try (TestStack stack = stack(limits(100, 100, 5, 10, Duration.ofSeconds(5)));
        UdpPeer greedy = new UdpPeer("127.0.0.2", 0, stack.udp());
        UdpPeer modest = new UdpPeer(stack.udp())) {
      long begun = System.nanoTime();
      for (int i = 0; i < 30; i++) {
        greedy.send(
            Sip.request("MESSAGE", "UDP", greedy.port()).replace("UDP 127.0.0.1", "UDP 127.0.0.2"));
      }
      modest.send(Sip.request("MESSAGE", "UDP", modest.port()));

      assertThat(Sip.code(modest.receive())).isEqualTo(200);
      int granted = (int) Duration.ofNanos(System.nanoTime() - begun).toSeconds();
      List<Integer> codes = answers(greedy); // they went out before the modest one's
      assertThat(codes).contains(200, 503).hasSizeBetween(10, 11 + granted);
      assertThat(codes.stream().filter(code -> code == 200).count()).isBetween(5L, 5L + granted);
    }
  }

  @Test
  void a_slow_sender_is_served_and_a_stuck_one_let_go() {
    try (TestStack stack = stack(limits(100, 100, 0, 10, Duration.ofSeconds(1)));
        StreamPeer slow = StreamPeer.tcp(stack.port(Transport.TCP));
        StreamPeer stuck = StreamPeer.tcp(stack.port(Transport.TCP))) {
      stuck.send("OPTIONS sip:");
      for (byte b : Sip.request("MESSAGE", "TCP", 9).getBytes()) {
        slow.send(new byte[] {b});
      }

      assertThat(Sip.code(slow.receive())).isEqualTo(200);
      assertThat(stuck.drain()).isEmpty();
    }
  }

  @Test
  void a_half_closed_connection_still_gets_its_answer_or_ends() {
    try (TestStack stack = stack(limits(100, 100, 0, 10, Duration.ofSeconds(1)));
        StreamPeer peer = StreamPeer.tcp(stack.port(Transport.TCP))) {
      peer.send(Sip.request("MESSAGE", "TCP", 9));
      assertThat(Sip.code(peer.receive())).isEqualTo(200);
      peer.halfClose();

      assertThat(peer.drain()).isEmpty();
      assertThat(next(stack.lost).port()).isEqualTo(peer.port());
    }
  }

  @Test
  void garbage_without_end_is_cut_off_and_costs_nobody_else_anything() {
    try (TestStack stack = stack(limits(100, 100, 0, 10, Duration.ofSeconds(5)));
        StreamPeer garbage = StreamPeer.tcp(stack.port(Transport.TCP));
        StreamPeer huge = StreamPeer.tcp(stack.port(Transport.TCP));
        StreamPeer other = StreamPeer.tcp(stack.port(Transport.TCP))) {
      garbage.send(new byte[70 * 1024]);
      huge.send(
          Sip.request("MESSAGE", "TCP", 9)
              .replace("Content-Length: 0", "Content-Length: 2147483647"));
      other.send(Sip.request("MESSAGE", "TCP", 9));

      assertThat(Sip.code(other.receive())).isEqualTo(200);
      assertThat(garbage.drain()).isEmpty();
      assertThat(Sip.code(huge.drain())).isEqualTo(513);
      assertThat(count("parley.sip.rejected", "too-long")).isEqualTo(2);
    }
  }

  @Test
  void no_more_connections_are_taken_than_was_said() {
    try (TestStack stack = stack(limits(100, 100, 0, 2, Duration.ofSeconds(5)));
        StreamPeer first = StreamPeer.tcp(stack.port(Transport.TCP))) {
      first.send(Sip.request("MESSAGE", "TCP", 9));
      first.receive();
      try (StreamPeer second = StreamPeer.tcp(stack.port(Transport.TCP))) {
        second.send(Sip.request("MESSAGE", "TCP", 9));
        assertThat(Sip.code(second.receive())).isEqualTo(200);
        try (StreamPeer third = StreamPeer.tcp(stack.port(Transport.TCP))) {
          assertThat(third.drain()).isEmpty();
        }
      }
      await()
          .ignoreExceptions() // it is reset as long as the second one counts
          .untilAsserted(() -> {
            try (StreamPeer fourth = StreamPeer.tcp(stack.port(Transport.TCP))) {
              fourth.send(Sip.request("MESSAGE", "TCP", 9));
              assertThat(Sip.code(fourth.receive())).isEqualTo(200);
            }
          });
      assertThat(count("parley.sip.turned.away", "connections")).isPositive();
    }
  }

  @Test
  void a_keepalive_is_answered_over_tcp_and_nothing_over_udp() {
    try (TestStack stack = stack(limits(100, 100, 0, 10, Duration.ofSeconds(5)));
        UdpPeer datagrams = new UdpPeer(stack.udp());
        StreamPeer stream = StreamPeer.tcp(stack.port(Transport.TCP))) {
      datagrams.send("\r\n\r\n");
      stream.send("\r\n\r\n");

      assertThat(stream.read()).isEqualTo('\r');
      assertThat(stream.read()).isEqualTo('\n');
      assertThat(datagrams.receive(MOMENT)).isEmpty();
    }
  }
}
