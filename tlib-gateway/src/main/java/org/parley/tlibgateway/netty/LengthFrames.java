package org.parley.tlibgateway.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.parley.tlib.FrameCodec;
import org.parley.tlib.TlibCodec;

/**
 * Cuts the byte stream into messages by their 4-byte big-endian length. A length that is not
 * accepted is refused before one byte of the message is read; whatever follows is thrown away.
 */
final class LengthFrames extends ByteToMessageDecoder {
  /** The longest message of somebody who has not logged in: a log-in with a token. */
  static final int MAX_OF_STRANGER = 32 * 1024;

  /** A length that cannot be accepted. */
  record Refused(String kind, String why) {}

  private int longest = MAX_OF_STRANGER;
  private boolean isBroken;

  void trusted() {
    longest = TlibCodec.MAX_MESSAGE;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
    if (isBroken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (in.readableBytes() < FrameCodec.HEADER) {
      return;
    }
    long length = in.getUnsignedInt(in.readerIndex());
    if (length == 0 || length > longest) {
      isBroken = true;
      in.skipBytes(in.readableBytes());
      out.add(
          length == 0
              ? new Refused("empty", "a message of length 0")
              : new Refused(
                  "oversize", "a message of " + length + " bytes; " + longest + " are accepted"));
      return;
    }
    if (in.readableBytes() >= FrameCodec.HEADER + length) {
      byte[] message = new byte[(int) length];
      in.skipBytes(FrameCodec.HEADER).readBytes(message);
      out.add(message);
    }
  }
}
