package org.parley.bench.im;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

/** As much of a T-Library server as the load needs, with faults on demand; keeps nothing. */
final class StandInGateway implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<Dn, DataOutputStream> owners = new ConcurrentHashMap<>();
  private final Map<ConnId, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final UnaryOperator<List<Delivery>> faults;

  private static final class Session {
    final Dn inviter;
    final Dn invited;
    int seq;

    Session(Dn inviter, Dn invited) {
      this.inviter = inviter;
      this.invited = invited;
    }
  }

  record Delivery(Dn to, int seq, KvList extensions) {}

  /**
   * Opens it.
   *
   * @param faults what becomes of the deliveries of one message
   */
  StandInGateway(UnaryOperator<List<Delivery>> faults) throws IOException {
    this.faults = faults;
    Thread.ofVirtual().start(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
      var out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] json = in.readNBytes(in.readInt());
        if (TlibCodec.decodeFromClient(json) instanceof TlibCodec.FromClient.Request(var request)) {
          answer(request, out);
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void answer(TlibRequest request, DataOutputStream out) throws IOException {
    switch (request) {
      case TlibRequest.RegisterClient _ -> send(out, event(MessageType.EVENT_LINK_CONNECTED, null));
      case TlibRequest.RegisterAddress r -> {
        owners.put(r.thisDN(), out);
        send(out, event(MessageType.EVENT_REGISTERED, r.thisDN()));
      }
      case TlibRequest.MakeCall r -> {
        var connId = ConnId.of(1, ConnId.Medium.IM, calls.incrementAndGet());
        sessions.put(connId, new Session(r.thisDN(), r.otherDN()));
        to(r.thisDN(), MessageType.EVENT_DIALING, connId);
        to(r.otherDN(), MessageType.EVENT_RINGING, connId);
      }
      case TlibRequest.AnswerCall r -> {
        Session session = sessions.get(r.connId());
        to(session.inviter, MessageType.EVENT_ESTABLISHED, r.connId());
        to(session.invited, MessageType.EVENT_ESTABLISHED, r.connId());
      }
      case TlibRequest.PrivateService r -> say(r, sessions.get(r.connId()), out);
      default -> {}
    }
  }

  private void say(TlibRequest.PrivateService r, Session session, DataOutputStream out)
      throws IOException {
    synchronized (session) {
      int seq = ++session.seq;
      send(
          out,
          event(MessageType.EVENT_ACK, r.thisDN())
              .with(Attribute.REFERENCE_ID, r.referenceId())
              .with(Attribute.EXTENSIONS, KvList.of("im-msg-id", "x").with("im-seq", seq)));
      var deliveries =
          List.of(
              new Delivery(session.inviter, seq, r.extensions()),
              new Delivery(session.invited, seq, r.extensions()));
      for (Delivery delivery : faults.apply(deliveries)) {
        send(
            owners.get(delivery.to),
            event(MessageType.EVENT_PRIVATE_INFO, delivery.to)
                .with(Attribute.PRIVATE_MSG_ID, 8002)
                .with(Attribute.CONN_ID, r.connId())
                .with(Attribute.EXTENSIONS, delivery.extensions.with("im-seq", delivery.seq)));
      }
    }
  }

  private void to(Dn dn, MessageType type, ConnId connId) throws IOException {
    send(owners.get(dn), event(type, dn).with(Attribute.CONN_ID, connId));
  }

  private static TlibEvent event(MessageType type, Dn dn) {
    return TlibEvent.of(type).withOptional(Attribute.THIS_DN, dn);
  }

  private static void send(DataOutputStream out, TlibEvent event) throws IOException {
    byte[] json = TlibCodec.encode(event);
    byte[] frame =
        java.nio.ByteBuffer.allocate(4 + json.length).putInt(json.length).put(json).array();
    synchronized (out) {
      out.write(frame);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
