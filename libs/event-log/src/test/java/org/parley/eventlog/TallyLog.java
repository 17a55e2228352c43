package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Topics of a test's own with a sender, a reader from the first record on, and as many writers as
 * the test opens.
 */
final class TallyLog implements AutoCloseable {

  static final Duration SOON = Duration.ofSeconds(20);

  final TestBroker broker = TestBroker.shared();
  final LogTopics topics;
  final CommandSender<Tally.Command> sender;
  final Follower follower;
  private final List<Runnable> opened = new ArrayList<>();
  private final Map<String, List<Long>> added = new HashMap<>();
  private long sent;

  TallyLog(int partitions) throws Exception {
    topics = broker.topics(partitions);
    sender = new CommandSender<>(broker.client(), topics.commands(), Tally.COMMANDS);
    follower = new Follower(topics).caughtUp();
  }

  EventLogConfig<Tally.Command, Tally.Event, Tally> config() {
    return EventLogConfig.of(
        broker.client(),
        "g-" + topics.events(),
        topics,
        Tally.COMMANDS,
        Tally.EVENTS,
        Tally.STATES,
        new Tally.Rules());
  }

  EventLog<Tally.Command, Tally.Event, Tally> open(
      EventLogConfig<Tally.Command, Tally.Event, Tally> config) {
    var log = new EventLog<>(config);
    opened.add(log::close);
    log.start();
    return log;
  }

  EventLog<Tally.Command, Tally.Event, Tally> open() {
    return open(config());
  }

  Follower openFollower() throws Exception {
    var other = new Follower(topics);
    opened.add(other::close);
    return other.caughtUp();
  }

  CommandPosition send(String key, Tally.Command command) throws Exception {
    sent++;
    return sender.send(key, command).get(20, TimeUnit.SECONDS);
  }

  /** Sends additions of 1, 2, 3 ... in turn to the keys k0, k1 ... */
  CompletableFuture<?> add(int count, int keys) {
    var last = CompletableFuture.<CommandPosition>completedFuture(null);
    for (int i = 0; i < count; i++) {
      String key = "k" + i % keys;
      long number = ++sent;
      added.computeIfAbsent(key, _ -> new ArrayList<>()).add(number);
      last = sender.send(key, new Tally.Command.Add(number));
    }
    return last;
  }

  void awaitAllTold() {
    await().atMost(SOON).until(() -> follower.told().size() >= sent);
  }

  /**
   * Each addition told once, in the order sent, on the sum of those before; each command one
   * record.
   */
  void assertEachOnceAndInOrder() {
    awaitAllTold();
    var numbers = new HashMap<String, List<Long>>();
    var sums = new HashMap<String, Long>();
    var offsets = new HashMap<Integer, Long>();
    for (Follower.Told told : follower.told()) {
      RecordPosition at = told.position();
      assertThat(at.commandOffset()).isEqualTo(offsets.merge(at.partition(), 1L, Long::sum) - 1);
      for (Tally.Event event : told.events()) {
        if (event instanceof Tally.Event.Added one) {
          numbers.computeIfAbsent(told.key(), _ -> new ArrayList<>()).add(one.number());
          assertThat(one.total()).isEqualTo(sums.merge(told.key(), one.number(), Long::sum));
        }
      }
    }
    assertThat(numbers).isEqualTo(added);
  }

  @Override
  public void close() {
    opened.forEach(Runnable::run);
    follower.close();
    sender.close();
  }
}
