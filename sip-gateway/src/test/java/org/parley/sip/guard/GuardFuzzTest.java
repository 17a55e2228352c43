package org.parley.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.guard.Verdict.Ignored;
import org.parley.sip.guard.Verdict.Rejected;

/** Run with {@code JAZZER_FUZZ=1} it looks for new inputs; without, it repeats those it knows. */
class GuardFuzzTest {

  @FuzzTest(maxDuration = "60m")
  void nothing_gets_out_of_the_guard(byte[] bytes) {
    for (boolean stream : new boolean[] {false, true}) {
      switch (Guard.check(bytes, stream)) {
        case Accepted(int start, int head, int end) -> {
          assertThat(start).isBetween(0, head);
          assertThat(end).isBetween(head, bytes.length);
        }
        case Rejected(Fault fault, Echo echo) -> {
          assertThat(fault).isNotNull();
          assertThat(echo == null || !echo.vias().isEmpty()).isTrue();
        }
        case Ignored() -> assertThat(new String(bytes).strip()).isEmpty();
      }
    }
  }
}
