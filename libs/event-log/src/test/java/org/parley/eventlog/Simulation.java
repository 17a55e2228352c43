package org.parley.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One partition with everything around it that can go wrong: several writers that each believe to
 * be the only one, a network that delays, loses and lies about losses, crashes between any two
 * steps, snapshots half written or written by two at once, readers that begin at any time and
 * place. One random generator drives all of it, so a seed is a schedule.
 */
final class Simulation {

  private static final int SMALL_CHUNKS = 60;

  private final Random random;
  private final SimDecider decider;
  private final SnapshotFormat<SimDecider.Seen> format =
      new SnapshotFormat<>(SimDecider.STATES, SMALL_CHUNKS);
  private final List<Request> commands = new ArrayList<>();
  private final List<LogRecord<SimDecider.Traced>> log = new ArrayList<>();
  private final Map<String, byte[]> snapshotTopic = new HashMap<>();
  private final List<Writer> writers = new ArrayList<>();
  private final List<Writer> dead = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final List<Snapshot<SimDecider.Seen>> snapshotsTaken = new ArrayList<>();
  private final List<RecordId> acknowledged = new ArrayList<>();
  private long uuids;

  /** What came about, to show that the schedules reach the corners. */
  int foreignWrites;

  int ignoredRecords;
  int restoresFromSnapshot;
  int tornSnapshots;

  private record Request(String key, int id) {}

  private record Ack(RecordId id, boolean failed, long offset) {}

  Simulation(long seed) {
    random = new Random(seed);
    decider = new SimDecider(random);
  }

  void run(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
    }
    quiesce();
    check();
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private void step() {
    if (chance(4)) {
      commands.add(new Request("k" + random.nextInt(4), random.nextInt(1 + commands.size() * 2)));
    }
    if (writers.isEmpty() || (writers.size() < 3 && chance(40))) {
      writers.add(new Writer());
    }
    if (readers.size() < 4 && chance(30)) {
      readers.add(new Reader());
    }
    Writer writer = writers.get(random.nextInt(writers.size()));
    if (chance(60)) {
      writers.remove(writer);
      dead.add(writer);
    } else {
      writer.act();
    }
    network();
    if (!readers.isEmpty()) {
      readers.get(random.nextInt(readers.size())).read(random.nextInt(4));
    }
  }

  /** What was sent before a crash may still arrive long after. */
  private void network() {
    var all = new ArrayList<>(writers);
    all.addAll(dead);
    Writer from = all.get(random.nextInt(all.size()));
    LogRecord<SimDecider.Traced> record = from.pipe.poll();
    if (record == null) {
      return;
    }
    boolean lost = chance(25);
    if (!lost) {
      log.add(record);
    }
    boolean toldAsFailed = lost || chance(40);
    from.acks.add(new Ack(record.id(), toldAsFailed, log.size() - 1));
  }

  /** Trouble ends; whatever the zombies sent still arrives while the last writer is at work. */
  private void quiesce() {
    dead.addAll(writers);
    writers.clear();
    var last = new Writer();
    writers.add(last);
    for (int i = 0; !last.done(); i++) {
      assertThat(i).as("steps to come to rest").isLessThan(200_000);
      last.act();
      network();
    }
    readers.add(new Reader());
    readers.forEach(reader -> reader.read(Integer.MAX_VALUE));
  }

  private void check() {
    var reference = new HashMap<String, SimDecider.Seen>();
    var accepted = new ArrayList<RecordId>();
    var states = new HashMap<RecordId, Map<String, SimDecider.Seen>>();
    var offsets = new HashMap<RecordId, Long>();
    RecordId last = RecordId.START;
    for (int offset = 0; offset < log.size(); offset++) {
      LogRecord<SimDecider.Traced> record = log.get(offset);
      if (!record.parent().equals(last)) {
        ignoredRecords++;
        continue;
      }
      assertThat(record.commandOffset())
          .as("each command once and in order")
          .isEqualTo(accepted.size());
      assertThat(record.key()).isEqualTo(commands.get(accepted.size()).key());
      for (SimDecider.Traced event : record.events()) {
        SimDecider.Seen state = reference.get(record.key());
        assertThat(event.basis())
            .as("decided on the true state")
            .isEqualTo(SimDecider.fingerprint(state));
        assertThat(event.request()).isEqualTo(commands.get(accepted.size()).id());
        SimDecider.Seen after = decider.evolve(state, event);
        if (after == null) {
          reference.remove(record.key());
        } else {
          reference.put(record.key(), after);
        }
      }
      last = record.id();
      accepted.add(last);
      offsets.put(last, (long) offset);
      states.put(last, new HashMap<>(reference));
    }
    assertThat(accepted).as("every command has its effect").hasSameSizeAs(commands);
    assertThat(accepted).as("what a sound writer saw acknowledged").containsAll(acknowledged);
    for (Snapshot<SimDecider.Seen> snapshot : snapshotsTaken) {
      assertThat(offsets.get(snapshot.standsOn()))
          .as("snapshot's record")
          .isEqualTo(snapshot.offset());
      assertThat(snapshot.entities()).as("snapshot").isEqualTo(states.get(snapshot.standsOn()));
    }
    for (Reader reader : readers) {
      int from = accepted.size() - reader.accepted.size();
      assertThat(reader.accepted)
          .as("what a reader saw")
          .isEqualTo(accepted.subList(from, accepted.size()));
      assertThat(reader.fold.entities()).as("what a reader holds").isEqualTo(reference);
    }
  }

  /**
   * As a writer or reader restores: a whole snapshot that fits, or else the log from its beginning.
   */
  private Restoring restore(boolean newest) {
    List<SnapshotFormat.Stored> whole = SnapshotFormat.whole(snapshotTopic);
    tornSnapshots +=
        (int)
            (snapshotTopic.keySet().stream().filter(key -> key.endsWith("manifest")).count()
                - whole.size());
    if (!whole.isEmpty()) {
      SnapshotFormat.Stored stored = whole.get(newest ? 0 : random.nextInt(whole.size()));
      try {
        restoresFromSnapshot++;
        return new Restoring(
            new PartitionFold<>(decider, format.decode(stored)), 1 - stored.slot());
      } catch (UndecodableException e) {
        throw new AssertionError(e);
      }
    }
    return new Restoring(new PartitionFold<>(decider), 0);
  }

  private final class Restoring {
    final PartitionFold<SimDecider.Traced, SimDecider.Seen> fold;
    final int freeSlot;
    int position;

    Restoring(PartitionFold<SimDecider.Traced, SimDecider.Seen> fold, int freeSlot) {
      this.fold = fold;
      this.freeSlot = freeSlot;
      this.position = (int) fold.resume(0, log.size());
    }

    @Nullable RecordId readOne() {
      LogRecord<SimDecider.Traced> record = log.get(position);
      return fold.read(position++, record) ? record.id() : null;
    }
  }

  private final class Reader {
    final Restoring from = restore(false);
    final PartitionFold<SimDecider.Traced, SimDecider.Seen> fold = from.fold;
    final List<RecordId> accepted = new ArrayList<>();

    void read(int atMost) {
      for (int i = 0; i < atMost && from.position < log.size(); i++) {
        RecordId id = from.readOne();
        if (id != null) {
          accepted.add(id);
        }
      }
    }
  }

  /** An instance that holds, or believes to hold, the partition. */
  private final class Writer {
    final Deque<LogRecord<SimDecider.Traced>> pipe = new ArrayDeque<>();
    final Deque<Ack> acks = new ArrayDeque<>();
    private Restoring restoring = restore(true);
    private int restoreTo = log.size();
    private @Nullable PartitionWriter<Integer, SimDecider.Traced, SimDecider.Seen> core;
    private final Set<RecordId> sent = new HashSet<>();
    private @Nullable Iterator<SnapshotFormat.Piece> snapshot;
    private int freeSlot;
    private int nextCommand;

    void act() {
      var writer = core;
      if (writer == null) {
        restoreOn();
      } else if (writer.broken()) {
        // Settles what is under way first, as the engine does, or not, as the rules allow.
        if (acks.isEmpty() || chance(3)) {
          begin();
        } else {
          hear(writer);
        }
      } else {
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> hear(writer);
          case 4 -> writer.captureSnapshot();
          case 5 -> writeSnapshot(writer);
          case 6 -> nextCommand = Math.max(0, nextCommand - random.nextInt(3));
          default -> decide(writer);
        }
      }
    }

    private void begin() {
      core = null;
      acks.clear();
      sent.clear();
      snapshot = null;
      restoring = restore(true);
      restoreTo = log.size();
    }

    private void restoreOn() {
      for (int i = random.nextInt(8); i >= 0 && restoring.position < restoreTo; i--) {
        restoring.readOne();
      }
      if (restoring.position >= restoreTo) {
        core =
            new PartitionWriter<>(
                decider, events -> new byte[0], restoring.fold, new UUID(7, ++uuids));
        nextCommand = (int) core.nextCommand();
        freeSlot = restoring.freeSlot;
      }
    }

    private void decide(PartitionWriter<Integer, SimDecider.Traced, SimDecider.Seen> writer) {
      if (nextCommand >= commands.size()) {
        return;
      }
      Request request = commands.get(nextCommand);
      var at = new CommandPosition(0, nextCommand++, request.key(), Instant.EPOCH);
      PartitionWriter.Append<SimDecider.Traced> append;
      try {
        append = writer.decide(at, request.id());
      } catch (IllegalStateException poison) {
        append = writer.stepOver(at);
      }
      if (append != null) {
        sent.add(append.record().id());
        pipe.add(append.record());
      }
    }

    private void hear(PartitionWriter<Integer, SimDecider.Traced, SimDecider.Seen> writer) {
      Ack ack = acks.poll();
      if (ack == null || !sent.contains(ack.id())) {
        return;
      }
      if (ack.failed()) {
        writer.failed();
      } else if (writer.acknowledged(ack.id().counter(), ack.offset())) {
        acknowledged.add(ack.id());
      } else {
        foreignWrites++;
      }
    }

    private void writeSnapshot(
        PartitionWriter<Integer, SimDecider.Traced, SimDecider.Seen> writer) {
      if (snapshot == null) {
        Snapshot<SimDecider.Seen> taken = writer.takeSnapshot();
        if (taken != null) {
          snapshotsTaken.add(taken);
          snapshot = format.pieces(taken, new UUID(8, ++uuids), freeSlot);
        }
      } else if (snapshot.hasNext()) {
        SnapshotFormat.Piece piece = snapshot.next();
        snapshotTopic.put(piece.key(), piece.value());
      } else {
        snapshot = null;
        freeSlot = 1 - freeSlot;
      }
    }

    boolean done() {
      return core != null
          && !core.broken()
          && core.nextCommand() == commands.size()
          && core.inFlight() == 0
          && dead.stream().allMatch(other -> other.pipe.isEmpty());
    }
  }
}
