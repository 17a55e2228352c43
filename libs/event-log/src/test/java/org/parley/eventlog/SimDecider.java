package org.parley.eventlog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rules that leave traces: each event names the state that it was decided on, a repeated request is
 * recognised by its id, and whatever the rules leave open is decided by dice, so that no two
 * decisions on one command are alike.
 */
final class SimDecider implements Decider<Integer, SimDecider.Traced, SimDecider.Seen> {

  /** What {@link #decide} may throw for {@link #POISON}: the dice decide. */
  static final int POISON = 13;

  /**
   * @param basis fingerprint of the state on which it was decided
   */
  record Traced(int request, long basis, long dice, boolean repeated, boolean ends) {}

  record Seen(long fingerprint, TreeSet<Integer> requests) {}

  private final Random dice;

  SimDecider(Random dice) {
    this.dice = dice;
  }

  static long fingerprint(@Nullable Seen state) {
    return state == null ? 0 : state.fingerprint();
  }

  @Override
  public List<Traced> decide(@Nullable Seen state, Integer request, CommandPosition at) {
    if (request == POISON && dice.nextBoolean()) {
      throw new IllegalStateException("poison");
    }
    if (state != null && state.requests().contains(request)) {
      return List.of(new Traced(request, fingerprint(state), dice.nextLong(), true, false));
    }
    var events = new ArrayList<Traced>();
    @Nullable Seen now = state;
    for (int i = dice.nextInt(10) == 0 ? 0 : 1 + dice.nextInt(2); i > 0; i--) {
      var event =
          new Traced(request, fingerprint(now), dice.nextLong(), false, dice.nextInt(15) == 0);
      events.add(event);
      now = evolve(now, event);
    }
    return events;
  }

  @Override
  public @Nullable Seen evolve(@Nullable Seen state, Traced event) {
    if (event.ends()) {
      return null;
    }
    var requests = state == null ? new TreeSet<Integer>() : new TreeSet<>(state.requests());
    requests.add(event.request());
    return new Seen(Objects.hash(fingerprint(state), event), requests);
  }

  static final LogCodec<Seen> STATES =
      new LogCodec<>() {
        @Override
        public byte[] encode(Seen state) {
          return (state.fingerprint()
                  + " "
                  + state.requests().stream().map(String::valueOf).collect(Collectors.joining(" ")))
              .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public Seen decode(byte[] bytes) {
          String[] words = new String(bytes, StandardCharsets.US_ASCII).split(" ");
          return new Seen(
              Long.parseLong(words[0]),
              Arrays.stream(words)
                  .skip(1)
                  .map(Integer::valueOf)
                  .collect(Collectors.toCollection(TreeSet::new)));
        }
      };
}
