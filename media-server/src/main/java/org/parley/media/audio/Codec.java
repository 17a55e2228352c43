package org.parley.media.audio;

/**
 * How samples travel in a packet. Without memory of what came before, so that one codec serves all
 * streams.
 */
public interface Codec {
  /** RFC 3551 section 6, for those that have a number of their own. */
  int payloadType();

  /** As {@code a=rtpmap} has it, without the clock rate. */
  String encodingName();

  /** How many samples a payload of that many bytes holds. */
  int samples(int payloadBytes);

  /**
   * Decodes a whole payload.
   *
   * @param into has room for {@link #samples} from {@code at} on
   */
  void decode(byte[] payload, short[] into, int at);

  /** Encodes one frame; the payload of a packet. */
  byte[] encode(short[] frame);
}
