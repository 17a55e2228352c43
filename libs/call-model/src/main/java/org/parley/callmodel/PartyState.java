package org.parley.callmodel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The state of a party as the unified bit mask of T-Library (t-library.md 1.6): a telephony state
 * in the low four bits and supplementary flags above it.
 *
 * @param mask the bits, as the snapshot key {@code ps-n} carries them
 */
public record PartyState(@JsonValue int mask) {
  public static final PartyState DIALING = new PartyState(0x1_0001);

  /** Its endpoint is being reached and does not ring yet. */
  public static final PartyState INITIATED = new PartyState(0x1);

  public static final PartyState ALERTING = new PartyState(0xA);
  public static final PartyState CONNECTED = new PartyState(0xC);

  @JsonCreator
  public PartyState {}

  /** Whether the party has been reached and takes part in the conversation. */
  public boolean isConnected() {
    return (mask & 0xF) == 0xC;
  }

  /** Whether the party has been invited and has not answered yet. */
  public boolean isAlerting() {
    return (mask & 0xF) == 0xA;
  }

  /** Whether the party's endpoint is still to ring. */
  public boolean isInitiated() {
    return equals(INITIATED);
  }
}
