package org.parley.bench.im;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.bench.suite.ProcessTree;

/** The load against a stand-in: what it reports is what happened. */
class ImLoadIT {
  private static final int FIRST_DN = 7_000_000;

  @TempDir Path data;

  private ImResult run(int dnsPerLine, UnaryOperator<List<StandInGateway.Delivery>> faults)
      throws Exception {
    var profile =
        new ImProfile(
            "test", 500, 20, Duration.ofSeconds(1), 100, 1_000, null, Duration.ofSeconds(10));
    try (var gateway = new StandInGateway(faults)) {
      return new ImLoad(profile, new ProcessTree(ProcessHandle.current().pid(), data), FIRST_DN)
          .run(gateway.address(), "load", "secret", dnsPerLine);
    }
  }

  @Test
  void every_message_is_accounted_for() throws Exception {
    ImResult result = run(1, deliveries -> deliveries);

    assertThat(result.examples()).isEmpty();
    assertThat(result.met()).isTrue();
    assertThat(result.toAck().count()).isEqualTo(500);
    assertThat(result.toDelivery().count()).isEqualTo(500);
    assertThat(result.took()).isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
  }

  @Test
  void several_dns_share_a_connection() throws Exception {
    ImResult result = run(7, deliveries -> deliveries);

    assertThat(result.examples()).isEmpty();
    assertThat(result.met()).isTrue();
  }

  @Test
  void doubled_and_reordered_deliveries_are_seen() throws Exception {
    var count = new AtomicInteger();
    ImResult result =
        run(
            1,
            deliveries -> {
              int turn = count.incrementAndGet();
              var all = new ArrayList<>(deliveries);
              if (turn == 300) {
                all.add(deliveries.getLast());
              }
              if (turn == 350) {
                var wrong = deliveries.getLast();
                all.set(
                    1,
                    new StandInGateway.Delivery(wrong.to(), wrong.seq() + 1, wrong.extensions()));
              }
              return Collections.unmodifiableList(all);
            });

    assertThat(result.faults().duplicates()).isEqualTo(1);
    assertThat(result.faults().disordered()).isPositive();
    assertThat(result.met()).isFalse();
  }
}
