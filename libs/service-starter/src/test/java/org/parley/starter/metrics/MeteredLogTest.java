package org.parley.starter.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MeteredLogTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MeteredLog log = new MeteredLog(meters, "im");

  @Test
  void lag_is_the_last_that_was_told_of_each_partition() {
    log.lag(3, 17);
    log.lag(4, 1);
    log.lag(3, 5);

    assertThat(meters.get("parley.log.lag").tags("log", "im", "partition", "3").gauge().value())
        .isEqualTo(5);
    assertThat(meters.get("parley.log.lag").tags("log", "im", "partition", "4").gauge().value())
        .isEqualTo(1);
  }

  @Test
  void what_happens_is_counted_under_the_name_of_the_log() {
    log.decided(0, 2_000_000);
    log.restored(0, Duration.ofMillis(40), 7);
    log.foreignWrite(0);
    log.foreignWrite(1);

    assertThat(
            meters
                .get("parley.log.decide")
                .tag("log", "im")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2);
    assertThat(meters.get("parley.log.restored.records").tag("log", "im").counter().count())
        .isEqualTo(7);
    assertThat(meters.get("parley.log.foreign.writes").tag("log", "im").counter().count())
        .isEqualTo(2);
  }
}
