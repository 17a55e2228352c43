package org.parley.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reader of tallies that remembers all it was told. */
final class Follower implements LogListener<Tally.Event, Tally>, AutoCloseable {

  record Told(
      String key,
      @Nullable Tally before,
      List<Tally.Event> events,
      @Nullable Tally after,
      RecordPosition position) {}

  final Map<String, Tally> entities = new ConcurrentHashMap<>();
  final List<Map<String, Tally>> restored = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  final LogReader<Tally.Event, Tally> reader;

  Follower(LogTopics topics) {
    reader =
        new LogReader<>(
            TestBroker.shared().client(),
            topics,
            Tally.EVENTS,
            Tally.STATES,
            new Tally.Rules(),
            this,
            LogMetrics.NONE);
    reader.start();
  }

  Follower caughtUp() throws Exception {
    reader.caughtUp().get(20, TimeUnit.SECONDS);
    return this;
  }

  @Override
  public synchronized void onRestored(int partition, Map<String, Tally> all) {
    restored.add(all);
    entities.putAll(all);
  }

  @Override
  public synchronized void onRecord(
      String key,
      @Nullable Tally before,
      List<Tally.Event> events,
      @Nullable Tally after,
      RecordPosition position) {
    told.add(new Told(key, before, events, after, position));
    if (after == null) {
      entities.remove(key);
    } else {
      entities.put(key, after);
    }
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    reader.close();
  }
}
