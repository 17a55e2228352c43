package org.parley.media.leg;

/** Why a packet was not taken, or not sent. */
public enum Loss {
  /** From a host that is not the far end. */
  FOREIGN,
  /** No RTP, or longer than audio is. */
  BROKEN,
  /** Of a payload type that was not agreed. */
  OTHER_TYPE,
  /** The network did not take what we sent. */
  UNSENT
}
