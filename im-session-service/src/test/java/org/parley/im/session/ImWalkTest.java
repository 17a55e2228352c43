package org.parley.im.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.FromClient;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** Any commands in any order, repeated and late, leave a session that keeps its promises. */
class ImWalkTest {
  private static final List<Dn> DNS =
      List.of(
          Conversation.INVITER, Conversation.INVITED, Conversation.ENDPOINT, Conversation.STRANGER);

  private static final Dn TRUNK = new Dn("9000");
  private static final List<ImCommand.ReachFailure> FAILURES =
      List.of(ImCommand.ReachFailure.values());

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void any_sequence_of_commands_keeps_the_promises_of_a_session(long seed) {
    var random = new Random(seed);
    for (int walk = 0; walk < 500; walk++) {
      var conversation = new Conversation();
      var replayed = new ArrayList<ImEvent>();
      for (int step = 0; step < 40; step++) {
        ImSession before = conversation.state;
        ImCommand command = anyCommand(random);
        if (random.nextInt(20) == 0) {
          conversation.later(Duration.ofMinutes(11));
        }

        List<ImEvent> events = conversation.when(command);

        replayed.addAll(events);
        assertAnswered(command, events);
        assertLegal(before, events);
        assertGapless(conversation.state);
        assertStates(conversation);
      }
      assertThat(replay(conversation.decider, replayed)).isEqualTo(conversation.state);
    }
  }

  /** Who asks gets exactly one event with his origin; a timer answers nobody. */
  private static void assertAnswered(ImCommand command, List<ImEvent> events) {
    List<Object> origins =
        events.stream().map(ImWalkTest::originOf).filter(o -> o != null).toList();
    if (command instanceof FromClient asked) {
      assertThat(origins).containsExactly(asked.origin());
    } else {
      assertThat(origins).isEmpty();
    }
  }

  private static void assertLegal(ImSession before, List<ImEvent> events) {
    for (ImEvent event : events) {
      if (before == null) {
        assertThat(event)
            .isInstanceOfAny(ImEvent.Invited.class, ImEvent.Said.class, ImEvent.Refused.class);
      } else if (before instanceof ImSession.Ended) {
        assertThat(event)
            .isInstanceOfAny(
                ImEvent.Forgotten.class,
                ImEvent.Undelivered.class,
                ImEvent.Refused.class,
                ImEvent.Acknowledged.class);
      } else {
        assertThat(event).isNotInstanceOfAny(ImEvent.Invited.class, ImEvent.Forgotten.class);
      }
    }
  }

  private static void assertGapless(ImSession state) {
    if (state != null) {
      List<ImMessage> messages = state.transcript().messages();
      for (int i = 0; i < messages.size(); i++) {
        assertThat(messages.get(i).seq()).isEqualTo(i + 1);
      }
      assertThat(messages.stream().map(m -> m.from() + "/" + m.messageId()))
          .doesNotHaveDuplicates();
    }
  }

  /** Both are connected or neither is, and a timer stands for all that ends by itself. */
  private static void assertStates(Conversation conversation) {
    ImSession state = conversation.state;
    if (state == null) {
      return;
    }
    assertThat(conversation.decider.deadlines(state))
        .hasSize(state instanceof ImSession.Connected s && s.idleTimeout() == null ? 0 : 1);
    if (!(state instanceof ImSession.Ended)) {
      assertThat(state.call().parties())
          .allMatch(party -> party.state().isConnected() == state instanceof ImSession.Connected);
    }
  }

  private static ImSession replay(ImDecider decider, List<ImEvent> events) {
    ImSession state = null;
    for (ImEvent event : events) {
      state = decider.evolve(state, event);
    }
    return state;
  }

  private static Object originOf(ImEvent event) {
    return switch (event) {
      case ImEvent.Invited e -> e.origin();
      case ImEvent.Alerted e -> e.origin();
      case ImEvent.Accepted e -> e.origin();
      case ImEvent.Said e -> e.origin();
      case ImEvent.UserDataChanged e -> e.origin();
      case ImEvent.Ended e -> e.origin();
      case ImEvent.Undelivered e -> e.origin();
      case ImEvent.Acknowledged e -> e.origin();
      case ImEvent.Refused e -> e.origin();
      case ImEvent.Forgotten _, ImEvent.Typed _ -> null;
    };
  }

  private static ImCommand anyCommand(Random random) {
    Dn by = DNS.get(random.nextInt(DNS.size()));
    String id = "m" + random.nextInt(6);
    return switch (random.nextInt(22)) {
      case 0, 1 ->
          Conversation.invite(
              by,
              DNS.get(random.nextInt(DNS.size())),
              KvList.empty(),
              random.nextBoolean() ? Conversation.draft(id, "first") : null);
      case 9 ->
          Conversation.invite(
              by,
              DNS.get(random.nextInt(DNS.size())),
              random.nextBoolean() ? Conversation.draft(id, "first") : null,
              new ImCommand.SipEntry(random.nextBoolean(), random.nextBoolean() ? TRUNK : null));
      case 10, 11 -> Conversation.alert(by);
      case 12 -> Conversation.failed(by, FAILURES.get(random.nextInt(FAILURES.size())));
      case 13 -> Conversation.undelivered(by, random.nextInt(4));
      case 14 -> Conversation.expireIdle();
      case 2 -> Conversation.accept(by);
      case 3 -> Conversation.release(by);
      case 4 -> Conversation.type(by);
      case 5 -> Conversation.put(by, KvList.of("k" + random.nextInt(3), id));
      case 6 -> Conversation.remove(by, random.nextBoolean() ? "k" + random.nextInt(3) : null);
      case 7 -> Conversation.expire();
      case 8 -> Conversation.forget();
      default -> Conversation.say(by, id, "x".repeat(random.nextInt(70)));
    };
  }
}
