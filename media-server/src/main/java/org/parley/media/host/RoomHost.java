package org.parley.media.host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.tlib.ConnId;

/**
 * The rooms that this instance mixes. It is told of all interactions of the site, and does what
 * their state asks of it: no more than that, and again until the log shows it. Used by one thread,
 * but for the counts; mixing is done by others.
 */
public final class RoomHost implements AutoCloseable {
  private final Instances instances;
  private final Equipment equipment;
  private final LongSupplier nanoTime;
  private final Map<String, Rooms> interactions = new HashMap<>();
  private final Set<String> ofConcern = new HashSet<>();
  private boolean begun;
  private final AtomicInteger rooms = new AtomicInteger();
  private final AtomicInteger seats = new AtomicInteger();

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public RoomHost(Instances instances, Equipment equipment, LongSupplier nanoTime) {
    this.instances = instances;
    this.equipment = equipment;
    this.nanoTime = nanoTime;
  }

  /** What it was told until now is how things are, and no longer only how they once were. */
  public void begin() {
    begun = true;
    sweep();
  }

  /**
   * An interaction has changed.
   *
   * @param key of the interaction
   * @param events what has just come about in it; none: it is only known anew
   * @param now null: it is over
   */
  public void changed(String key, List<VoiceEvent> events, @Nullable VoiceInteraction now) {
    if (now == null) {
      Rooms over = interactions.remove(key);
      ofConcern.remove(key);
      if (over != null) {
        counted(over, Rooms::close);
      }
      return;
    }
    Rooms changed = interactions.computeIfAbsent(key, _ -> new Rooms(now, instances, equipment));
    changed.now(now);
    settle(key, changed);
    if (begun) {
      events.forEach(changed::act);
    }
  }

  private void settle(String key, Rooms changed) {
    if (begun) {
      counted(changed, it -> it.settle(nanoTime.getAsLong()));
    }
    if (changed.isOfConcern()) {
      ofConcern.add(key);
    } else {
      ofConcern.remove(key);
    }
  }

  private void counted(Rooms changing, Consumer<Rooms> change) {
    int roomsBefore = changing.rooms();
    int seatsBefore = changing.seats();
    change.accept(changing);
    rooms.addAndGet(changing.rooms() - roomsBefore);
    seats.addAndGet(changing.seats() - seatsBefore);
  }

  /**
   * Looks after rooms whose instance is gone, and says again what nobody has heard; to be called a
   * few times a second.
   */
  public void sweep() {
    for (String key : Set.copyOf(ofConcern)) {
      Rooms again = interactions.get(key);
      if (again != null) {
        settle(key, again);
      }
    }
  }

  /** Rooms that are mixed here; may be asked by any thread. */
  public int rooms() {
    return rooms.get();
  }

  /** Seats in all of them; may be asked by any thread. */
  public int seats() {
    return seats.get();
  }

  /** The room of a call, if it is mixed here. */
  Optional<LiveRoom> room(ConnId call) {
    return Optional.ofNullable(interactions.get(call.interaction().toString()))
        .flatMap(rooms -> rooms.room(call));
  }

  /** All rooms are left as they are; nobody is told. */
  @Override
  public void close() {
    begun = false;
    interactions.values().forEach(one -> counted(one, Rooms::close));
    interactions.clear();
    ofConcern.clear();
  }
}
