package org.parley.routing.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.WorkMode;

/** Any commands in any order, repeated and late, leave a directory that keeps its promises. */
class AgentWalkTest {
  private static final List<Dn> DNS = List.of(Desk.DN, Desk.OTHER_DN, new Dn("5000"));

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void any_sequence_of_commands_keeps_the_promises_of_the_directory(long seed) {
    var random = new Random(seed);
    for (int walk = 0; walk < 300; walk++) {
      var desk = new Desk();
      var replayed = new ArrayList<RoutingEvent>();
      for (int step = 0; step < 60; step++) {
        RoutingCommand command = anyCommand(random);

        List<RoutingEvent> events = desk.when(command);

        replayed.addAll(events);
        assertThat(events).isNotEmpty();
        assertThat(events)
            .allSatisfy(event -> {
              assertThat(event.origin()).isEqualTo(command.origin());
              assertThat(event.dn()).isEqualTo(command.dn());
            });
        assertConsistent(desk.directory);
      }
      assertThat(replay(desk.decider, replayed).agents())
          .isEqualTo(java.util.Objects.requireNonNull(desk.directory).agents());
    }
  }

  /** Each agent id at one DN, found from both sides; no agent who is logged out; no queue twice. */
  private static void assertConsistent(@Nullable AgentDirectory directory) {
    if (directory == null) {
      return;
    }
    assertThat(directory.agents().values()).extracting(AgentState::agentId).doesNotHaveDuplicates();
    directory
        .agents()
        .forEach((dn, agent) -> {
          assertThat(directory.dnOf(agent.agentId())).contains(new Dn(dn));
          assertThat(agent.status()).isNotIn(AgentStatus.LOGGED_OUT, AgentStatus.LOGGED_IN);
          assertThat(agent.queues()).doesNotHaveDuplicates();
        });
    for (String id : List.of("1001", "1002")) {
      directory
          .dnOf(id)
          .ifPresent(dn -> assertThat(directory.at(dn)).map(AgentState::agentId).contains(id));
    }
  }

  private static AgentDirectory replay(AgentDecider decider, List<RoutingEvent> events) {
    AgentDirectory directory = null;
    for (RoutingEvent event : events) {
      directory = decider.evolve(directory, event);
    }
    return directory;
  }

  private static RoutingCommand anyCommand(Random random) {
    Dn dn = DNS.get(random.nextInt(DNS.size()));
    Dn queue = List.of(Desk.QUEUE, Desk.OTHER_QUEUE, Desk.DN).get(random.nextInt(3));
    Dn maybe = random.nextBoolean() ? queue : null;
    WorkMode mode = WorkMode.values()[random.nextInt(WorkMode.values().length)];
    KvList reasons = random.nextBoolean() ? KvList.empty() : KvList.of("why", "x");
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 ->
          Desk.logIn(dn, "100" + (1 + random.nextInt(3)), maybe, random.nextInt(8) > 0, mode);
      case 4, 5 ->
          new RoutingCommand.LogOut(Desk.ORIGIN, dn, maybe, KvList.empty(), KvList.empty());
      case 6, 7 ->
          new RoutingCommand.SetReady(Desk.ORIGIN, dn, maybe, mode, reasons, KvList.empty());
      case 8 ->
          new RoutingCommand.SetNotReady(Desk.ORIGIN, dn, maybe, mode, reasons, KvList.empty());
      default ->
          new RoutingCommand.SendUserEvent(
              Desk.ORIGIN, dn, null, reasons, KvList.empty(), KvList.empty());
    };
  }
}
