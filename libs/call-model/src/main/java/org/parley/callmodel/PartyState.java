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

  /** It put the call on hold itself. */
  public static final PartyState HELD = new PartyState(0xE);

  private static final int TELEPHONY = 0xF;
  private static final int NO_LISTEN = 0x10;
  private static final int NO_TALK = 0x20;

  @JsonCreator
  public PartyState {}

  /** Whether the party has been reached and takes part in the conversation. */
  public boolean isConnected() {
    return (mask & TELEPHONY) == CONNECTED.mask;
  }

  public boolean isHeld() {
    return (mask & TELEPHONY) == HELD.mask;
  }

  /** Whether it hears nobody and nobody hears it (seed 002), though it takes part. */
  public boolean isListenDisconnected() {
    return isConnected() && (mask & NO_LISTEN) != 0 && (mask & NO_TALK) != 0;
  }

  /** Whether nobody hears it, though it hears all; it stays so while it holds. */
  public boolean isMuted() {
    return (mask & NO_LISTEN) == 0 && (mask & NO_TALK) != 0;
  }

  public PartyState listenDisconnected() {
    return new PartyState(mask | NO_LISTEN | NO_TALK);
  }

  public PartyState muted() {
    return new PartyState(mask | NO_TALK);
  }

  /** It puts the call on hold. */
  public PartyState held() {
    return new PartyState(mask & ~TELEPHONY | HELD.mask);
  }

  /** It takes the call back from hold. */
  public PartyState retrieved() {
    return new PartyState(mask & ~TELEPHONY | CONNECTED.mask);
  }

  /** It hears and is heard again. */
  public PartyState free() {
    return new PartyState(mask & ~(NO_LISTEN | NO_TALK));
  }

  /** Whether the party has been invited and has not answered yet. */
  public boolean isAlerting() {
    return (mask & TELEPHONY) == ALERTING.mask;
  }

  /** Whether the party's endpoint is still to ring. */
  public boolean isInitiated() {
    return equals(INITIATED);
  }
}
