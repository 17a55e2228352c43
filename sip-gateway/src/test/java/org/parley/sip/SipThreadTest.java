package org.parley.sip;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SipThreadTest {
  private final SipThread thread = new SipThread();
  private final Logger logger = (Logger) LoggerFactory.getLogger(SipThread.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(logged);
    thread.close();
  }

  @Test
  void a_task_that_fails_is_told_once_and_the_next_one_runs() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    thread.execute(() -> {
      throw new IllegalStateException("for a test");
    });
    thread.execute(() -> {
      throw new AssertionError("for a test");
    });
    thread.execute(ran::countDown);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(logged.list).hasSize(2);
  }
}
