package org.parley.eventlog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tests' entity: adds numbers up, and rings when told to. */
record Tally(long total, int additions, @Nullable Instant rings) {

  static final Tally NEW = new Tally(0, 0, null);

  sealed interface Command {
    record Add(long number) implements Command {}

    record RingAt(Instant at) implements Command {}

    record Ring(Instant dueAt) implements Command {}

    record Close() implements Command {}

    record Explode() implements Command {}
  }

  sealed interface Event {
    record Added(long number, long total) implements Event {}

    record RingSet(Instant at) implements Event {}

    record Rang(Instant dueAt) implements Event {}

    record Closed() implements Event {}
  }

  static final class Rules implements Decider<Command, Event, Tally> {

    @Override
    public List<Event> decide(@Nullable Tally state, Command command, CommandPosition at) {
      Tally now = state == null ? NEW : state;
      return switch (command) {
        case Command.Add add -> List.of(new Event.Added(add.number(), now.total + add.number()));
        case Command.RingAt ring -> List.of(new Event.RingSet(ring.at()));
        case Command.Ring ring ->
            ring.dueAt().equals(now.rings) ? List.of(new Event.Rang(ring.dueAt())) : List.of();
        case Command.Close _ -> state == null ? List.of() : List.of(new Event.Closed());
        case Command.Explode _ -> throw new IllegalStateException("told to");
      };
    }

    @Override
    public @Nullable Tally evolve(@Nullable Tally state, Event event) {
      Tally now = state == null ? NEW : state;
      return switch (event) {
        case Event.Added added -> new Tally(added.total(), now.additions + 1, now.rings);
        case Event.RingSet set -> new Tally(now.total, now.additions, set.at());
        case Event.Rang _ -> new Tally(now.total, now.additions, null);
        case Event.Closed _ -> null;
      };
    }

    @Override
    public List<Deadline<Command>> deadlines(Tally state) {
      return state.rings == null
          ? List.of()
          : List.of(new Deadline<>(state.rings, new Command.Ring(state.rings)));
    }
  }

  static final LogCodec<Command> COMMANDS =
      codec(
          command ->
              switch (command) {
                case Command.Add add -> "Add " + add.number();
                case Command.RingAt ring -> "RingAt " + ring.at();
                case Command.Ring ring -> "Ring " + ring.dueAt();
                case Command.Close _ -> "Close";
                case Command.Explode _ -> "Explode";
              },
          words ->
              switch (words[0]) {
                case "Add" -> new Command.Add(Long.parseLong(words[1]));
                case "RingAt" -> new Command.RingAt(Instant.parse(words[1]));
                case "Ring" -> new Command.Ring(Instant.parse(words[1]));
                case "Close" -> new Command.Close();
                case "Explode" -> new Command.Explode();
                default -> throw new UndecodableException("unknown type " + words[0]);
              });

  static final LogCodec<List<Event>> EVENTS =
      codec(
          events ->
              String.join(
                  " ",
                  events.stream()
                      .map(event ->
                          switch (event) {
                            case Event.Added added -> "A " + added.number() + " " + added.total();
                            case Event.RingSet set -> "S " + set.at();
                            case Event.Rang rang -> "R " + rang.dueAt();
                            case Event.Closed _ -> "C";
                          })
                      .toList()),
          words -> {
            var events = new ArrayList<Event>();
            for (int i = 0; i < words.length; i++) {
              switch (words[i]) {
                case "" -> {}
                case "A" ->
                    events.add(
                        new Event.Added(Long.parseLong(words[++i]), Long.parseLong(words[++i])));
                case "S" -> events.add(new Event.RingSet(Instant.parse(words[++i])));
                case "R" -> events.add(new Event.Rang(Instant.parse(words[++i])));
                case "C" -> events.add(new Event.Closed());
                default -> throw new UndecodableException("unknown type " + words[i]);
              }
            }
            return events;
          });

  static final LogCodec<Tally> STATES =
      codec(
          state -> state.total + " " + state.additions + " " + state.rings,
          words ->
              new Tally(
                  Long.parseLong(words[0]),
                  Integer.parseInt(words[1]),
                  words[2].equals("null") ? null : Instant.parse(words[2])));

  private interface Encoder<T> {
    String encode(T value);
  }

  private interface Decoder<T> {
    T decode(String[] words) throws UndecodableException;
  }

  private static <T> LogCodec<T> codec(Encoder<T> encoder, Decoder<T> decoder) {
    return new LogCodec<>() {
      @Override
      public byte[] encode(T value) {
        return encoder.encode(value).getBytes(StandardCharsets.UTF_8);
      }

      @Override
      public T decode(byte[] bytes) throws UndecodableException {
        try {
          return decoder.decode(new String(bytes, StandardCharsets.UTF_8).split(" "));
        } catch (RuntimeException e) {
          throw new UndecodableException("malformed", e);
        }
      }
    };
  }
}
