package org.parley.sip.stack.health.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.parley.sip.guard.Fault;
import org.parley.sip.stack.health.Meters.Direction;
import org.parley.sip.stack.health.Meters.Gauge;
import org.parley.sip.stack.health.Meters.Overload;

class MicrometerMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerMeters meters = new MicrometerMeters(registry);

  @Test
  void counts_by_what_can_be_asked_for() {
    meters.received("MESSAGE");
    meters.answered(202);
    meters.answerReceived(486);
    meters.repeated(Direction.OUT);
    meters.refused(Fault.CONTROL_BYTE);
    meters.overload(Overload.HAND_OVER);
    meters.live(Gauge.SERVER_TRANSACTIONS, () -> 7);

    assertThat(registry.get("parley.sip.requests").tag("method", "MESSAGE").counter().count())
        .isEqualTo(1);
    assertThat(answers("out", "2xx")).isEqualTo(1);
    assertThat(answers("in", "4xx")).isEqualTo(1);
    assertThat(registry.get("parley.sip.retransmissions").tag("direction", "out").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("parley.sip.rejected").tag("reason", "control-byte").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("parley.sip.turned.away").tag("reason", "hand-over").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("parley.sip.server.transactions").gauge().value()).isEqualTo(7);
  }

  private double answers(String direction, String kind) {
    return registry
        .get("parley.sip.answers")
        .tag("direction", direction)
        .tag("class", kind)
        .counter()
        .count();
  }
}
