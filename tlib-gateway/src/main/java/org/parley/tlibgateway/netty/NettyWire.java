package org.parley.tlibgateway.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;
import org.parley.tlib.FrameCodec;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibEvent;
import org.parley.tlibgateway.client.Wire;

/** A connection as a {@link Wire}. */
final class NettyWire implements Wire, ChannelFutureListener {
  /** How long a client has to read the last words. */
  private static final long LAST_WORDS_SECONDS = 2;

  private final Channel channel;
  private final Transport transport;
  private final String source;
  private int waiting;
  private WebSocketCloseStatus closeStatus = WebSocketCloseStatus.NORMAL_CLOSURE;

  NettyWire(Channel channel, Transport transport, String source) {
    this.channel = channel;
    this.transport = transport;
    this.source = source;
  }

  @Override
  public void send(TlibEvent event) {
    write(transport.isFramed() ? TlibCodec.encodeFrame(event) : TlibCodec.encode(event));
  }

  @Override
  public void sendAddp(boolean ping, long seq) {
    byte[] message = TlibCodec.encodeAddp(ping, seq);
    write(transport.isFramed() ? FrameCodec.frame(message) : message);
  }

  private void write(byte[] bytes) {
    ByteBuf buffer = channel.alloc().ioBuffer(bytes.length).writeBytes(bytes);
    waiting++;
    channel.write(transport.isFramed() ? buffer : new TextWebSocketFrame(buffer)).addListener(this);
  }

  @Override
  public void operationComplete(ChannelFuture written) {
    waiting--;
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public long waitingBytes() {
    ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
    return out == null ? 0 : out.totalPendingWriteBytes();
  }

  @Override
  public int waitingMessages() {
    return waiting;
  }

  @Override
  public void reading(boolean on) {
    channel.config().setAutoRead(on);
  }

  @Override
  public void trusted() {
    LengthFrames frames = channel.pipeline().get(LengthFrames.class);
    if (frames != null) {
      frames.trusted();
    }
    if (channel.pipeline().get(StrangerBudget.class) != null) {
      channel.pipeline().remove(StrangerBudget.class);
    }
  }

  void closeStatus(WebSocketCloseStatus status) {
    closeStatus = status;
  }

  /**
   * Sends what is queued, then says that nothing follows and gives the client a moment to read it:
   * closing at once while bytes of the client are unread would reset the connection, and the last
   * words would be lost.
   */
  @Override
  public void close() {
    Object last =
        transport.isFramed() ? Unpooled.EMPTY_BUFFER : new CloseWebSocketFrame(closeStatus);
    channel.writeAndFlush(last).addListener(_ -> halfClose());
    channel.eventLoop().schedule(() -> channel.close(), LAST_WORDS_SECONDS, TimeUnit.SECONDS);
  }

  private void halfClose() {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    if (tls != null && channel.isActive()) {
      tls.closeOutbound().addListener(_ -> shutdownOutput());
    } else {
      shutdownOutput();
    }
  }

  private void shutdownOutput() {
    if (channel.isActive() && channel instanceof DuplexChannel duplex) {
      duplex.shutdownOutput();
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public String transport() {
    return transport.meterName();
  }
}
