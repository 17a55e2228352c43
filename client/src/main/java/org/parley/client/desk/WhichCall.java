package org.parley.client.desk;

import java.util.List;
import org.parley.client.desk.CallBook.State;

/** Which call a command is about when it names none. */
enum WhichCall {
  RINGING("Nobody is calling you.", State.RINGING),
  TALKING("You are talking to nobody; see calls, or begin: call 1002", State.TALKING),
  HELD("You have no call on hold; see calls.", State.HELD),
  ANY("You have no call.", State.TALKING, State.DIALING, State.RINGING, State.HELD);

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

  /** The likeliest first. */
  List<State> states() {
    return states;
  }
}
