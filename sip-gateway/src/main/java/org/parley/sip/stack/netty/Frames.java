package org.parley.sip.stack.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.sip.guard.Fault;
import org.parley.sip.guard.Framing;
import org.parley.sip.guard.Guard;

/**
 * Cuts a stream into messages by their Content-Length (RFC 3261 section 18.3), looking at each byte
 * once. A double line end between messages is a keepalive and answered with one (RFC 5626 section
 * 4.4.1). Who takes too long for a message, or says nothing at all, is let go.
 */
final class Frames extends ByteToMessageDecoder {
  private static final byte[] PONG = {'\r', '\n'};

  /** A message whose end cannot be found. */
  record Unframed(byte[] bytes, Fault fault) {}

  private final Duration firstTime;
  private final Duration messageTime;
  private final Duration idleTime;
  private @Nullable Future<?> deadline;
  private boolean begun;
  private int lineEnds;
  private int searched;
  private int headLength;
  private int total;
  private boolean served;
  private boolean broken;

  /**
   * @param firstTime for the first message
   * @param messageTime for a message that has begun
   * @param idleTime between messages or keepalives
   */
  Frames(Duration firstTime, Duration messageTime, Duration idleTime) {
    this.firstTime = firstTime;
    this.messageTime = messageTime;
    this.idleTime = idleTime;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) throws Exception {
    within(context, firstTime);
    super.channelActive(context);
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  private void within(ChannelHandlerContext context, Duration time) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline =
        context.executor().schedule(() -> context.close(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    if (!begun && !skipLineEnds(context, in)) {
      return;
    }
    if (!begun) {
      begun = true;
      lineEnds = 0;
      searched = 0;
      headLength = 0;
      within(context, messageTime);
    }
    if (headLength == 0 && !findHead(in, out)) {
      return;
    }
    if (in.readableBytes() >= total) {
      byte[] message = new byte[total];
      in.readBytes(message);
      begun = false;
      out.add(message);
      served = true;
      within(context, idleTime);
    }
  }

  /** Whether anything else follows. */
  private boolean skipLineEnds(ChannelHandlerContext context, ByteBuf in) {
    while (in.isReadable()) {
      byte b = in.getByte(in.readerIndex());
      if (b != '\r' && b != '\n') {
        return true;
      }
      in.skipBytes(1);
      if (b == '\n') {
        lineEnds++;
        if (lineEnds == 2) {
          lineEnds = 0;
          context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
          if (served) {
            within(context, idleTime);
          }
        }
      }
    }
    return false;
  }

  private boolean findHead(ByteBuf in, List<Object> out) {
    int start = in.readerIndex();
    int readable = in.readableBytes();
    for (int i = Math.max(searched, 3); i < readable; i++) {
      if (in.getByte(start + i) == '\n'
          && in.getByte(start + i - 1) == '\r'
          && in.getByte(start + i - 2) == '\n'
          && in.getByte(start + i - 3) == '\r') {
        headLength = i + 1;
        return findBody(in, out);
      }
    }
    searched = readable;
    if (readable > Guard.MAX_MESSAGE) {
      giveUp(in, out, Guard.MAX_MESSAGE, Fault.TOO_LONG);
    }
    return false;
  }

  private boolean findBody(ByteBuf in, List<Object> out) {
    byte[] head = new byte[headLength];
    in.getBytes(in.readerIndex(), head);
    long body = Framing.bodyLength(head);
    if (body == Framing.UNKNOWN) {
      giveUp(in, out, headLength, Fault.CONTENT_LENGTH);
      return false;
    }
    if (headLength + body > Guard.MAX_MESSAGE) {
      giveUp(in, out, headLength, Fault.TOO_LONG);
      return false;
    }
    total = headLength + (int) body;
    return true;
  }

  private void giveUp(ByteBuf in, List<Object> out, int length, Fault fault) {
    byte[] bytes = new byte[length];
    in.readBytes(bytes);
    in.skipBytes(in.readableBytes());
    broken = true;
    out.add(new Unframed(bytes, fault));
  }
}
