package org.parley.starter.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SingleThreadTest {
  private final SingleThread thread = new SingleThread("test");
  private final Logger logger = (Logger) LoggerFactory.getLogger(SingleThread.class);
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

  @Test
  void what_is_taken_back_is_not_done() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    CompletableFuture<Void> takenBack = new CompletableFuture<>();
    List<String> done = new ArrayList<>();
    thread.execute(takenBack::join);
    Runnable back = thread.after(Duration.ofMillis(20), () -> done.add("taken back"));
    thread.after(Duration.ofMillis(40), ran::countDown);
    back.run();
    takenBack.complete(null);

    assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).isEmpty();
  }

  @Test
  void at_the_end_what_waits_is_done_and_timers_are_dropped() {
    List<String> done = new CopyOnWriteArrayList<>();
    thread.schedule(() -> done.add("timer"), 1, TimeUnit.HOURS);
    thread.execute(() -> done.add("task"));
    thread.close();

    assertThat(done).containsExactly("task");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> thread.execute(() -> {}));
  }
}
