package org.parley.bench.im;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has become of every message of a load. Message <i>i</i> belongs to session <i>i mod
 * sessions</i>, and the two parties of a session take turns, so that the sender of every message is
 * known from its number alone. Parties 0 to n-1 are the inviters, n to 2n-1 the invited.
 *
 * <p>Fed by one thread; {@link #outstanding} may be read by another.
 */
public final class Ledger {
  private static final byte ACKNOWLEDGED = 1;
  private static final byte ECHOED = 2;
  private static final byte DELIVERED = 4;
  private static final int COMPLETE = ACKNOWLEDGED | ECHOED | DELIVERED;
  private static final int KEPT_EXAMPLES = 10;

  private final int sessions;
  private final byte[] state;
  private final int[] seq;
  private final int[] lastSeq;
  private final int[] lastFrom;
  private final AtomicInteger incomplete;
  private final List<String> examples = Collections.synchronizedList(new ArrayList<>());

  private long duplicates;
  private long disordered;
  private long phantoms;
  private long refused;

  Ledger(int sessions, int messages) {
    this.sessions = sessions;
    this.state = new byte[messages];
    this.seq = new int[messages];
    this.lastSeq = new int[2 * sessions];
    this.lastFrom = new int[4 * sessions];
    Arrays.fill(lastFrom, -1);
    this.incomplete = new AtomicInteger(messages);
  }

  /** What was found wrong. */
  public record Faults(long lost, long duplicates, long disordered, long phantoms, long refused) {
    boolean none() {
      return lost + duplicates + disordered + phantoms + refused == 0;
    }
  }

  int messages() {
    return state.length;
  }

  int sender(int message) {
    int session = message % sessions;
    return (message / sessions) % 2 == 0 ? session : sessions + session;
  }

  /** The sender's EventACK came. */
  void acknowledged(int message) {
    if (message < 0 || message >= state.length) {
      phantoms++;
      example("acknowledgement of message %d, which was never sent", message);
      return;
    }
    mark(message, ACKNOWLEDGED);
  }

  /** An EventError came in place of an acknowledgement. */
  void refused(long error) {
    refused++;
    example("EventError %d", error);
  }

  /**
   * The message came to a party.
   *
   * @return whether this is the first delivery to the party that did not send it
   */
  boolean delivered(int party, int message, int imSeq) {
    if (message < 0 || message >= state.length || message % sessions != party % sessions) {
      phantoms++;
      example("message %d at party %d, where it does not belong", message, party);
      return false;
    }
    boolean own = sender(message) == party;
    byte mark = own ? ECHOED : DELIVERED;
    boolean first = mark(message, mark);
    if (first) {
      inOrder(party, message, imSeq, own);
    }
    return first && !own;
  }

  private void inOrder(int party, int message, int imSeq, boolean own) {
    if (imSeq != lastSeq[party] + 1) {
      disordered++;
      example("party %d got im-seq %d after %d", party, imSeq, lastSeq[party]);
    }
    lastSeq[party] = imSeq;
    int from = 2 * party + (own ? 0 : 1);
    if (message <= lastFrom[from]) {
      disordered++;
      example("party %d got message %d after %d", party, message, lastFrom[from]);
    }
    lastFrom[from] = message;
    if (seq[message] == 0) {
      seq[message] = imSeq;
    } else if (seq[message] != imSeq) {
      disordered++;
      example("message %d has two places in its session", message);
    }
  }

  private boolean mark(int message, byte mark) {
    if ((state[message] & mark) != 0) {
      duplicates++;
      example("message %d came twice (%d)", message, mark);
      return false;
    }
    state[message] |= mark;
    if (state[message] == COMPLETE) {
      incomplete.decrementAndGet();
    }
    return true;
  }

  private void example(String format, Object... arguments) {
    if (examples.size() < KEPT_EXAMPLES) {
      examples.add(format.formatted(arguments));
    }
  }

  /** How many of the first {@code sent} messages still miss something. */
  int outstanding(int sent) {
    return incomplete.get() - (state.length - sent);
  }

  /** The faults among the first {@code sent} messages; to be asked when nothing comes any more. */
  Faults faults(int sent) {
    return new Faults(outstanding(sent), duplicates, disordered, phantoms, refused);
  }

  /** The first few faults in words. */
  List<String> examples() {
    return List.copyOf(examples);
  }
}
