package org.parley.contracts.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Origin;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.WorkMode;

/** How events change the directory; which come when is tested in routing-service. */
class AgentDirectoryTest {
  private static final Origin ORIGIN = new Origin("gateway-1", 1, 1);
  private static final KvList NONE = KvList.empty();
  private static final Dn DN = new Dn("1001");
  private static final Dn QUEUE = new Dn("6000");
  private static final Dn OTHER_QUEUE = new Dn("6001");

  private final AgentState notReady = agent(AgentStatus.NOT_READY);
  private final RoutingEvent loggedIn =
      new RoutingEvent.LoggedIn(ORIGIN, DN, notReady, QUEUE, NONE, NONE);
  private final RoutingEvent joined =
      new RoutingEvent.QueueJoined(ORIGIN, DN, OTHER_QUEUE, NONE, NONE);

  @Test
  void an_agent_is_found_by_dn_and_by_id_until_logged_out() {
    AgentDirectory in = after(loggedIn);
    assertThat(in.at(DN)).contains(notReady);
    assertThat(in.dnOf("anna-1")).contains(DN);

    AgentDirectory out =
        AgentDirectory.evolve(
            in, new RoutingEvent.LoggedOut(ORIGIN, DN, "anna-1", null, NONE, NONE));
    assertThat(out.at(DN)).isEmpty();
    assertThat(out.dnOf("anna-1")).isEmpty();
    assertThat(in.at(DN)).as("the directory before").contains(notReady);
  }

  @Test
  void queues_come_and_go_in_order() {
    assertThat(queues(after(loggedIn, joined))).containsExactly(QUEUE, OTHER_QUEUE);
    assertThat(
            queues(
                after(loggedIn, joined, new RoutingEvent.QueueLeft(ORIGIN, DN, QUEUE, NONE, NONE))))
        .containsExactly(OTHER_QUEUE);
  }

  @Test
  void a_changed_state_replaces_the_state() {
    AgentState ready = agent(AgentStatus.READY);

    assertThat(after(loggedIn, new RoutingEvent.StateChanged(ORIGIN, DN, ready, null, NONE)).at(DN))
        .contains(ready);
  }

  @Test
  void an_event_that_cannot_follow_is_refused() {
    assertThatThrownBy(() -> AgentDirectory.evolve(null, joined))
        .isInstanceOf(IllegalStateException.class);
  }

  private static List<Dn> queues(AgentDirectory directory) {
    return directory.at(DN).orElseThrow().queues();
  }

  private static AgentDirectory after(RoutingEvent... events) {
    @Nullable AgentDirectory directory = null;
    for (RoutingEvent event : events) {
      directory = AgentDirectory.evolve(directory, event);
    }
    return java.util.Objects.requireNonNull(directory);
  }

  private static AgentState agent(AgentStatus status) {
    return new AgentState(
        "anna-1", "anna", status, WorkMode.UNKNOWN, NONE, List.of(QUEUE), Instant.EPOCH);
  }
}
