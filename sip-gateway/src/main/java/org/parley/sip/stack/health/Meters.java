package org.parley.sip.stack.health;

import java.util.function.IntSupplier;
import org.parley.sip.guard.Fault;

/** Counts what happens at the edge. Called on any thread; never blocks. */
public interface Meters {

  /** Counts nothing. */
  Meters NONE =
      new Meters() {
        @Override
        public void received(String method) {}

        @Override
        public void answered(int code) {}

        @Override
        public void answerReceived(int code) {}

        @Override
        public void repeated(Direction direction) {}

        @Override
        public void refused(Fault fault) {}

        @Override
        public void overload(Overload reason) {}

        @Override
        public void live(Gauge gauge, IntSupplier value) {}
      };

  /** Whose retransmission it was. */
  enum Direction {
    IN,
    OUT
  }

  /** Why a request was turned away unread, or nearly so. */
  enum Overload {
    TRANSACTIONS,
    HAND_OVER,
    SOURCE,
    CONNECTIONS
  }

  /** What there is a number of at any time. */
  enum Gauge {
    SERVER_TRANSACTIONS,
    CLIENT_TRANSACTIONS,
    CONNECTIONS,
    HAND_OVER
  }

  /** A new request that passed the guard. */
  void received(String method);

  /** An answer that went out, not counting repeats. */
  void answered(int code);

  /** An answer that came in, not counting repeats, or was made up. */
  void answerReceived(int code);

  void repeated(Direction direction);

  /** A message that did not pass the guard or the parser. */
  void refused(Fault fault);

  void overload(Overload reason);

  /** Tells once where to read a number. */
  void live(Gauge gauge, IntSupplier value);
}
