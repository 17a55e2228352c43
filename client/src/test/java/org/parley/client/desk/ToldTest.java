package org.parley.client.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parley.tlib.Attribute;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ToldTest {
  private final Told told = new Told();

  private static TlibEvent event(long number) {
    return TlibEvent.of(MessageType.EVENT_HELD).with(Attribute.EVENT_SEQUENCE_NUMBER, number);
  }

  @Test
  void the_next_command_waits_until_the_answer_has_been_told() throws Exception {
    var returned = new CompletableFuture<Void>();
    told.upTo(event(4));
    Thread waiter =
        Thread.ofPlatform()
            .start(() -> {
              told.await(event(5));
              returned.complete(null);
            });
    while (waiter.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(returned).isNotDone();
    told.upTo(event(5));

    returned.get(10, TimeUnit.SECONDS);
  }

  @Test
  void what_was_told_already_or_never_will_be_keeps_nobody() {
    told.upTo(event(5));
    told.await(event(5));
    told.await(TlibEvent.of(MessageType.EVENT_HELD));
    told.await(event(6)); // of a connection that was lost
  }
}
