package org.parley.sip.stack.jain;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.parley.sip.guard.Fault;
import org.parley.sip.guard.Guard;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Flow;
import org.parley.sip.message.Transport;
import org.parley.sip.stack.wire.AnswerText;
import org.parley.sip.stack.wire.Inbound;

/**
 * Guard and parser as they stand behind each other. Run with {@code JAZZER_FUZZ=1} it looks for new
 * inputs; without, it repeats those it knows.
 */
class ParserFuzzTest {
  private static final Flow SOURCE = new Flow(Transport.UDP, "192.0.2.9", 5060);
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @FuzzTest(maxDuration = "70m")
  void what_the_guard_accepts_the_parser_survives(byte[] bytes) {
    if (Guard.check(bytes, false) instanceof Accepted accepted) {
      // The first time may load classes.
      if (allocatedFor(bytes, accepted) > MOST_BYTES) {
        assertThat(allocatedFor(bytes, accepted)).isLessThan(MOST_BYTES);
      }
      Inbound inbound = JainParser.parse(bytes, accepted, SOURCE);
      if (inbound instanceof Inbound.Request request && !request.request().method().equals("ACK")) {
        byte[] answer =
            AnswerText.of(
                request.echo(),
                Answer.of(200, "OK"),
                request.request().isInDialog() ? null : "tag",
                "sip:127.0.0.1:5060",
                List.of());
        assertThat(Guard.check(answer, false)).isInstanceOf(Accepted.class);
      } else if (inbound == null) {
        assertThat(Guard.rejected(Fault.UNPARSED, bytes, accepted.start())).isNotNull();
      }
    }
  }

  private static long allocatedFor(byte[] bytes, Accepted accepted) {
    long before = THREAD.getCurrentThreadAllocatedBytes();
    JainParser.parse(bytes, accepted, SOURCE);
    return THREAD.getCurrentThreadAllocatedBytes() - before;
  }
}
