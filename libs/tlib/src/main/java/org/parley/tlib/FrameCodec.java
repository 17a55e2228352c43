package org.parley.tlib;

import java.nio.ByteBuffer;

/**
 * Length-prefixed frames: a 4-byte big-endian unsigned length, then that many bytes. Holds no
 * state, does no I/O, and refuses a frame from its length alone, before anybody allocates for it.
 */
public final class FrameCodec {
  /** Bytes before the payload. */
  public static final int HEADER = Integer.BYTES;

  private final int maxPayload;

  /**
   * @param maxPayload the longest payload that {@link #read} takes; {@link TlibCodec#MAX_MESSAGE}
   *     for T-Library
   */
  public FrameCodec(int maxPayload) {
    this.maxPayload = maxPayload;
  }

  /** What stands at the position of a buffer. */
  public sealed interface Read {
    /**
     * A whole frame.
     *
     * @param payload a view of the buffer that was read: whoever reuses the buffer must be done
     *     with it, or copy, first
     */
    record Frame(ByteBuffer payload) implements Read {}

    /** The buffer ends before the frame does; the position did not move. */
    record NeedMore() implements Read {}

    /** The peer announces more than is allowed; nothing after this can be read. */
    record TooLong(long announced) implements Read {}
  }

  /** Takes one whole frame off {@code in}, or leaves its position untouched. */
  public Read read(ByteBuffer in) {
    if (in.remaining() < HEADER) {
      return new Read.NeedMore();
    }
    long length = Integer.toUnsignedLong(in.getInt(in.position()));
    if (length > maxPayload) {
      return new Read.TooLong(length);
    }
    if (in.remaining() - HEADER < length) {
      return new Read.NeedMore();
    }
    ByteBuffer payload = in.slice(in.position() + HEADER, (int) length).asReadOnlyBuffer();
    in.position(in.position() + HEADER + (int) length);
    return new Read.Frame(payload);
  }

  /** The bytes of a frame with that payload. */
  public static byte[] frame(byte[] payload) {
    return ByteBuffer.allocate(HEADER + payload.length).putInt(payload.length).put(payload).array();
  }
}
