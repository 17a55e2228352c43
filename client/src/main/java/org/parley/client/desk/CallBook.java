package org.parley.client.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibEvent;

/** The voice calls of a DN, as its events tell them, under small numbers that a person can type. */
final class CallBook {
  private static final int CONNECTED = 0xC;
  private static final int ALERTING = 0xA;
  private static final int HELD = 0xE;
  private static final int TELEPHONY = 0xF;

  /** What the agent does in a call. */
  enum State {
    DIALING("dialing"),
    RINGING("ringing"),
    TALKING("talking"),
    HELD("on hold");

    private final String words;

    State(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }

    /** From the bit mask of a party. */
    static State of(int mask) {
      return switch (mask & TELEPHONY) {
        case CONNECTED -> TALKING;
        case ALERTING -> RINGING;
        case CallBook.HELD -> HELD;
        default -> DIALING;
      };
    }
  }

  /**
   * @param other who is at the other end, as far as that is one
   * @param previous the call from which this one was made to consult somebody
   */
  record Entry(
      int number, ConnId connId, State state, @Nullable Dn other, @Nullable ConnId previous) {}

  private final Map<ConnId, Entry> calls = new LinkedHashMap<>();
  private final Mutes mutes = new Mutes();
  private final CallOthers others = new CallOthers();
  private int last;

  /** A call that is in that state now; it gets a number when it is seen for the first time. */
  synchronized Entry put(ConnId connId, State state, TlibEvent event) {
    Entry known = calls.get(connId);
    Dn other = event.get(Attribute.OTHER_DN);
    ConnId previous = event.get(Attribute.PREVIOUS_CONN_ID);
    Entry now =
        new Entry(
            known == null ? ++last : known.number(),
            connId,
            state,
            other != null || known == null ? other : known.other(),
            previous != null || known == null ? previous : known.previous());
    calls.put(connId, now);
    return now;
  }

  /** It goes on under another ConnID and keeps its number. */
  synchronized Entry moved(ConnId from, ConnId to, TlibEvent event) {
    Entry known = calls.remove(from);
    if (!from.equals(to)) {
      others.forget(from);
    }
    if (known == null) {
      known = calls.get(to);
    }
    Dn other = event.get(Attribute.OTHER_DN);
    Entry now =
        new Entry(
            known == null ? ++last : known.number(),
            to,
            known == null ? State.TALKING : known.state(),
            other,
            null);
    calls.put(to, now);
    return now;
  }

  /** Who is muted in these calls. */
  Mutes mutes() {
    return mutes;
  }

  /** Who takes part in them beside this DN. */
  CallOthers others() {
    return others;
  }

  synchronized Optional<Entry> remove(ConnId connId) {
    mutes.forget(connId);
    others.forget(connId);
    return Optional.ofNullable(calls.remove(connId));
  }

  synchronized Optional<Entry> find(ConnId connId) {
    return Optional.ofNullable(calls.get(connId));
  }

  synchronized List<Entry> all() {
    return List.copyOf(calls.values());
  }

  synchronized Optional<Entry> find(int number) {
    return calls.values().stream().filter(call -> call.number() == number).findFirst();
  }

  /** The oldest in the likeliest state. */
  synchronized Optional<Entry> find(WhichCall which) {
    return which.states().stream()
        .flatMap(state -> calls.values().stream().filter(call -> call.state() == state))
        .findFirst();
  }

  /** The call on hold that was consulted about in that one, or the other way round. */
  synchronized Optional<Entry> heldBeside(Entry heard) {
    ConnId interaction = heard.connId().interaction();
    return calls.values().stream()
        .filter(call -> call.state() == State.HELD)
        .filter(call -> call.connId().interaction().equals(interaction))
        .findFirst();
  }

  /** The call that is made to consult somebody, with the one on hold for it. */
  synchronized Optional<Entry> consult() {
    return calls.values().stream()
        .filter(call -> call.previous() != null && calls.containsKey(call.previous()))
        .findFirst();
  }
}
