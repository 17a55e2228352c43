package org.parley.tlib.client.im;

/** The status of a conversation as an agent's window shows it (seed 003). */
public enum ImState {
  /** The invitation has not been answered. */
  ESTABLISHING("Establishing"),
  CONNECTED("Connected"),
  ENDED("Ended");

  private final String label;

  ImState(String label) {
    this.label = label;
  }

  /** What an agent reads. */
  @Override
  public String toString() {
    return label;
  }
}
