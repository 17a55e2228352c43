package org.parley.client.desk;

import java.util.List;
import org.parley.client.desk.CallBook.State;

/** Which call a command is about when it names none. */
enum WhichCall {
  RINGING("Nobody is calling you.", State.RINGING),
  TALKING("You are talking to nobody. Retrieve a call, or begin one: call 1002", State.TALKING),
  HELD("You have no call on hold; see calls.", State.HELD),
  ANY("You have no call.", State.DIALING, State.TALKING, State.RINGING, State.HELD);

  private final String absent;
  private final List<State> states;

  WhichCall(String absent, State... states) {
    this.absent = absent;
    this.states = List.of(states);
  }

  /** What is said when there is none. */
  String absent() {
    return absent;
  }

  /**
   * The likeliest first: of who talks and has just called another, the call that may be given up.
   */
  List<State> states() {
    return states;
  }
}
