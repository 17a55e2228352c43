package org.parley.tlib.client.im;

/** How a conversation came to its end. */
public enum ImEnd {
  /** The invited party said no. */
  REJECTED("rejected"),
  /** The invited party did not answer in time. */
  NO_ANSWER("no answer"),
  /** No endpoint of the invited party is registered. */
  OUT_OF_SERVICE("out of service"),
  /** The endpoint's side knows no such address. */
  UNKNOWN_ADDRESS("unknown address"),
  /** The endpoint of the invited party could not be reached, or takes no IM. */
  UNREACHABLE("not reached"),
  /** The inviting party gave up. */
  CANCELLED("cancelled"),
  /** A party ended it from this DN. */
  ENDED_HERE("ended by you"),
  /** The other party ended it. */
  ENDED_THERE("ended by the other side"),
  /** Nobody said anything for the time that the server allows. */
  IDLE("ended after a long silence"),
  /** It was over when the connection came back. */
  WHILE_AWAY("ended while there was no connection");

  private final String label;

  ImEnd(String label) {
    this.label = label;
  }

  /** What an agent reads. */
  @Override
  public String toString() {
    return label;
  }
}
