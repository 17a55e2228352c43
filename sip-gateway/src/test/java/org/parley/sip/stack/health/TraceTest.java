package org.parley.sip.stack.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.sip.message.Flow;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.Transport;
import org.parley.sip.stack.health.Trace.Way;
import org.parley.tlib.Dn;
import org.slf4j.LoggerFactory;

class TraceTest {
  private static final Flow FLOW = new Flow(Transport.UDP, "192.0.2.1", 5060);
  private static final NameAddr A = NameAddr.of("sip:1001@example.com");
  private static final NameAddr B = NameAddr.of("sip:2001@example.com");
  private static final String MESSAGE =
      "MESSAGE sip:2001@x SIP/2.0\r\nAuthorization: Digest\r\n response=\"abc\"\r\nTo: x\r\n"
          + "proxy-authorization : Basic secret\r\n\r\nwhat people say";

  private final Logger log = (Logger) LoggerFactory.getLogger("org.parley.sip.trace");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Trace trace = new Trace();

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void leave() {
    log.detachAppender(lines);
  }

  private void pass() {
    trace.message(Way.IN, FLOW, A, B, MESSAGE.getBytes(UTF_8));
  }

  @Test
  void is_silent_until_switched_on() {
    pass();
    trace.unread(Way.IN, FLOW, MESSAGE.getBytes(UTF_8));

    assertThat(lines.list).isEmpty();
  }

  @Test
  void prints_the_messages_of_one_dn() {
    trace.on(new Dn("2001"));
    pass();
    trace.message(Way.IN, FLOW, A, A, MESSAGE.getBytes(UTF_8));
    trace.off(new Dn("2001"));
    pass();

    assertThat(lines.list).hasSize(1);
  }

  @Test
  void prints_all_until_switched_off() {
    trace.all();
    pass();
    trace.unread(Way.OUT, FLOW, MESSAGE.getBytes(UTF_8));
    trace.off();
    pass();

    assertThat(lines.list).hasSize(2);
  }

  @Test
  void shows_neither_what_is_said_nor_credentials() {
    trace.all();
    pass();

    assertThat(lines.list.getFirst().getFormattedMessage())
        .isEqualTo(
            "<- UDP:192.0.2.1:5060\nMESSAGE sip:2001@x SIP/2.0\nAuthorization: ***\nTo: x\n"
                + "proxy-authorization : ***");
  }
}
