package org.parley.tlib.client;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallState;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.ServerRole;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibCodec.FromClient;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.VoiceRequest;

/**
 * A site as a client sees it: gateways on real sockets that speak the real framing, agents, IM
 * calls with transcripts; and faults to order. It keeps the rules of docs/tlib.md as far as the
 * tests of the client need them, and is wrong on purpose where a test says so.
 */
public final class FakeSite implements AutoCloseable {
  /** Faults, which a test may change at any time. */
  public static final class Faults {
    /** So many requests 8001 are carried out, and their answer and their own echo get lost. */
    public final AtomicInteger lostAnswers = new AtomicInteger();

    /** So many requests 8001 are not even read. */
    public final AtomicInteger lostRequests = new AtomicInteger();

    /** So many deliveries 8002 do not arrive. */
    public final AtomicInteger lostEvents = new AtomicInteger();

    /** So many requests 8001 are answered with error 118. */
    public final AtomicInteger notReady = new AtomicInteger();

    /** Every 8002 comes twice. */
    public volatile boolean doubled;

    /** Connections stay open and nobody answers, not even a keep-alive. */
    public volatile boolean silent;

    /** After so many requests the connection breaks, before the request is carried out. */
    public final AtomicInteger cutBefore = new AtomicInteger(Integer.MAX_VALUE);

    /** After so many requests the connection breaks, after the request was carried out. */
    public final AtomicInteger cutAfter = new AtomicInteger(Integer.MAX_VALUE);

    /** Records a transcript message has at most. */
    public volatile int pageSize = 500;
  }

  private record VoiceRefusal(TlibError error, String detail) {}

  private record Said(Dn by, String messageId, KvList keys) {}

  private static final class Call {
    final ConnId connId;
    final Dn inviter;
    final Dn invited;
    final List<Said> transcript = new ArrayList<>();
    KvList userData = KvList.empty();
    boolean connected;
    boolean ended;

    Call(ConnId connId, Dn inviter, Dn invited) {
      this.connId = connId;
      this.inviter = inviter;
      this.invited = invited;
    }

    Dn other(Dn dn) {
      return dn.equals(inviter) ? invited : inviter;
    }
  }

  /** A gateway: where it listens, and who takes what comes there. */
  private record Gateway(ServerSocket port, Thread accepting) {
    /**
     * When it returns, whatever was accepted is in the list of connections, and nothing follows.
     */
    void shut() throws IOException {
      port.close();
      try {
        accepting.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }

  private final Faults faults = new Faults();
  private final List<TlibRequest> voiceRequests = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable VoiceRefusal> voiceRefusal = new AtomicReference<>();
  private final Map<ConnId, KvList> voiceCalls = new LinkedHashMap<>();
  private final List<Gateway> gateways = new ArrayList<>();
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final Map<ConnId, Call> calls = new LinkedHashMap<>();
  private final Map<Dn, AgentStatus> agents = new ConcurrentHashMap<>();
  private final List<TlibRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Dn> withoutIm = ConcurrentHashMap.newKeySet();
  private final AtomicInteger pings = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private long nextCall = 1;

  /** A site with one plain gateway. */
  public FakeSite() throws IOException {
    open(ServerSocketFactory.getDefault());
  }

  /** Opens another gateway of the same site; returns where. */
  public InetSocketAddress open(ServerSocketFactory sockets) throws IOException {
    return open(sockets, 0);
  }

  /** The same at a given port; 0 for any. */
  InetSocketAddress open(ServerSocketFactory sockets, int port) throws IOException {
    ServerSocket server = sockets.createServerSocket(port, 50, InetAddress.getLoopbackAddress());
    gateways.add(new Gateway(server, Thread.ofVirtual().start(() -> accept(server))));
    return InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort());
  }

  public int port() {
    return gateways.getFirst().port().getLocalPort();
  }

  public Faults faults() {
    return faults;
  }

  /** Options for a person of this site. */
  public ClientOptions options(String user) {
    return ClientOptions.of("127.0.0.1", port(), new Credentials.Password(user, "demo"));
  }

  /** The requests that were read, in order. */
  public List<TlibRequest> requests() {
    return List.copyOf(requests);
  }

  public int connectionCount() {
    return connections.size();
  }

  /** Connections that ever were. */
  int accepted() {
    return accepted.get();
  }

  /** Keep-alives that were read. */
  public int pings() {
    return pings.get();
  }

  /** Requests about voice calls, as they came; each was acknowledged and had no effect. */
  public List<TlibRequest> voiceRequests() {
    return voiceRequests;
  }

  /** The next request about a voice call is answered with an error. */
  public void refuseNextVoiceRequest(TlibError error, String detail) {
    voiceRefusal.set(new VoiceRefusal(error, detail));
  }

  /** There is a voice call with these parties, at every DN of them; in state 12 for all. */
  public synchronized void voiceCall(ConnId connId, KvList parties) {
    voiceCalls.put(connId, parties);
  }

  /** Takes multimedia away from a DN. */
  public void withoutIm(Dn dn) {
    withoutIm.add(dn);
  }

  /** Breaks every connection. */
  public void cut() {
    connections.forEach(Connection::close);
  }

  /** Breaks every connection and refuses new ones at that gateway. */
  public void shut(int gateway) throws IOException {
    Gateway closed = gateways.get(gateway);
    closed.shut();
    connections.stream().filter(c -> c.port == closed.port()).forEach(Connection::close);
  }

  /** Opens the first gateway again, where it was. */
  public void reopen() throws IOException {
    int port = port();
    gateways.removeFirst();
    open(ServerSocketFactory.getDefault(), port);
    gateways.addFirst(gateways.removeLast());
  }

  /** The texts of a call in order, as the server has them. */
  public synchronized List<String> texts(ConnId connId) {
    return calls.get(connId).transcript.stream()
        .map(said -> said.keys.text("im-text").orElseThrow())
        .toList();
  }

  /** A party says something from a desktop that is not connected here. */
  public synchronized void say(ConnId connId, Dn by, String text) {
    say(calls.get(connId), by, "elsewhere-" + System.nanoTime(), text);
  }

  /** A call that begins, and is answered, without a client. */
  public synchronized ConnId talk(Dn inviter, Dn invited) {
    Call call = newCall(inviter, invited);
    call.connected = true;
    return call.connId;
  }

  /** A party ends a call from a desktop that is not connected here. */
  public synchronized void end(ConnId connId, Dn by) {
    release(calls.get(connId), by, 0, null);
  }

  @Override
  public void close() throws IOException {
    for (Gateway gateway : gateways) {
      gateway.shut();
    }
    cut();
  }

  private void accept(ServerSocket port) {
    while (!port.isClosed()) {
      try {
        var connection = new Connection(port.accept(), port);
        connections.add(connection);
        accepted.incrementAndGet();
        Thread.ofVirtual().start(connection::serve);
      } catch (IOException closed) {
        // the loop ends
      }
    }
  }

  private static boolean takeOne(AtomicInteger count) {
    return count.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
  }

  /** To all clients of a DN. */
  public synchronized void tell(Dn dn, TlibEvent event) {
    tell(dn, event, 0, null);
  }

  /** To all clients of a DN; the asking one gets its referenceId. */
  private synchronized void tell(
      Dn dn, TlibEvent event, int referenceId, @Nullable Connection asker) {
    for (Connection connection : connections) {
      if (connection.registered.contains(dn)) {
        connection.send(
            connection == asker && referenceId != 0
                ? event.with(Attribute.REFERENCE_ID, referenceId)
                : event);
      }
    }
  }

  private static TlibEvent callEvent(MessageType type, Call call, Dn dn) {
    return TlibEvent.of(type)
        .with(Attribute.THIS_DN, dn)
        .with(Attribute.OTHER_DN, call.other(dn))
        .with(Attribute.CONN_ID, call.connId)
        .with(Attribute.CALL_TYPE, CallType.INTERNAL)
        .with(Attribute.CALL_STATE, CallState.OK)
        .with(Attribute.MEDIA_TYPE, MediaType.CHAT)
        .with(
            Attribute.THIS_DN_ROLE,
            dn.equals(call.inviter) ? DnRole.ORIGINATION : DnRole.DESTINATION)
        .with(Attribute.TIME, Instant.now());
  }

  private Call newCall(Dn inviter, Dn invited) {
    var call = new Call(ConnId.of(1, ConnId.Medium.IM, nextCall++), inviter, invited);
    calls.put(call.connId, call);
    return call;
  }

  private void say(Call call, Dn by, String messageId, String text) {
    if (call.transcript.stream().anyMatch(s -> s.by.equals(by) && s.messageId.equals(messageId))) {
      return;
    }
    KvList keys =
        KvList.of("im-text", text)
            .with("im-msg-id", messageId)
            .with("im-content-type", "text/plain;charset=UTF-8")
            .with("im-seq", call.transcript.size() + 1)
            .with("im-time", Instant.now().toString())
            .with("im-from-dn", by.number())
            .with("im-from-name", "agent" + by.number())
            .with("im-from-location", "A")
            .with("im-from-role", "agent")
            .with("im-visibility", "all");
    call.transcript.add(new Said(by, messageId, keys));
    for (Dn dn : List.of(call.inviter, call.invited)) {
      if ((call.connected || dn.equals(by)) && !takeOne(faults.lostEvents)) {
        TlibEvent event =
            callEvent(MessageType.EVENT_PRIVATE_INFO, call, dn)
                .with(Attribute.PRIVATE_MSG_ID, 8002)
                .with(Attribute.EXTENSIONS, keys);
        tell(dn, event);
        if (faults.doubled) {
          tell(dn, event);
        }
      }
    }
  }

  private TlibEvent transcript(Call call, Dn dn, int after) {
    var records = new LinkedHashMap<String, org.parley.tlib.KvValue>();
    int end = Math.min(call.transcript.size(), after + faults.pageSize);
    for (int i = after; i < end; i++) {
      records.put(
          String.valueOf(records.size() + 1),
          new org.parley.tlib.KvValue.Nested(call.transcript.get(i).keys));
    }
    KvList extensions = KvList.empty().with("im-transcript", KvList.copyOf(records));
    return callEvent(MessageType.EVENT_PRIVATE_INFO, call, dn)
        .with(Attribute.PRIVATE_MSG_ID, 8003)
        .with(
            Attribute.EXTENSIONS,
            end < call.transcript.size() ? extensions.with("im-more", 1) : extensions);
  }

  private void release(Call call, Dn by, int referenceId, @Nullable Connection asker) {
    if (!call.connected && by.equals(call.invited)) {
      tell(
          call.inviter,
          callEvent(MessageType.EVENT_DESTINATION_BUSY, call, call.inviter)
              .with(Attribute.CALL_STATE, CallState.BUSY));
    }
    for (Dn dn : List.of(call.inviter, call.invited)) {
      boolean abandoned = !call.connected && by.equals(call.inviter) && dn.equals(call.invited);
      TlibEvent event =
          callEvent(abandoned ? MessageType.EVENT_ABANDONED : MessageType.EVENT_RELEASED, call, dn);
      tell(
          dn,
          dn.equals(by) ? event : event.with(Attribute.CALL_STATE, CallState.REMOTE_RELEASE),
          dn.equals(by) ? referenceId : 0,
          asker);
    }
    call.ended = true;
  }

  /** A client's connection. */
  private final class Connection {
    private final Socket socket;
    private final ServerSocket port;
    private final Set<Dn> registered = ConcurrentHashMap.newKeySet();
    private final Map<String, Boolean> seen = new HashMap<>();
    private long sequence;

    Connection(Socket socket, ServerSocket port) {
      this.socket = socket;
      this.port = port;
    }

    void serve() {
      try (var in = new DataInputStream(socket.getInputStream())) {
        while (true) {
          byte[] message = new byte[in.readInt()];
          in.readFully(message);
          while (faults.silent && !socket.isClosed()) {
            Thread.sleep(20);
          }
          take(TlibCodec.decodeFromClient(message));
        }
      } catch (IOException | InterruptedException closed) {
        close();
      }
    }

    private void take(FromClient message) throws IOException {
      switch (message) {
        case FromClient.Ping(long seq) -> {
          pings.incrementAndGet();
          write(TlibCodec.encodeAddp(false, seq));
        }
        case FromClient.Pong _ -> seen.put("pong", true);
        case FromClient.Request(var request) -> {
          if (faults.cutBefore.decrementAndGet() <= 0) {
            faults.cutBefore.set(Integer.MAX_VALUE);
            close();
            return;
          }
          synchronized (FakeSite.this) {
            requests.add(request);
            serve(request);
          }
          if (faults.cutAfter.decrementAndGet() <= 0) {
            faults.cutAfter.set(Integer.MAX_VALUE);
            close();
          }
        }
        case FromClient.Refused(int id, var error, var detail) -> error(id, error, detail);
        case FromClient.Broken _ -> close();
      }
    }

    private void serve(TlibRequest request) {
      if (spoken(request)) {
        return;
      }
      int id = request.referenceId();
      switch (request) {
        case TlibRequest.RegisterClient r -> {
          if ("demo".equals(r.password()) || "good".equals(r.token())) {
            send(
                answer(MessageType.EVENT_LINK_CONNECTED, id)
                    .with(Attribute.SERVER, "fake-A")
                    .with(Attribute.LOCATION, "A")
                    .with(Attribute.SERVER_ROLE, ServerRole.PRIMARY));
          } else {
            error(id, TlibError.BAD_PASSWD, "no");
            close();
          }
        }
        case TlibRequest.RegisterAddress r -> {
          if (r.thisDN().number().startsWith("9")) {
            error(id, TlibError.NOT_CONFIGURED, r.thisDN().number());
          } else {
            registered.add(r.thisDN());
            send(
                answer(MessageType.EVENT_REGISTERED, id)
                    .with(Attribute.THIS_DN, r.thisDN())
                    .with(Attribute.EXTENSIONS, snapshot(r.thisDN())));
          }
        }
        case TlibRequest.QueryAddress r -> {
          if (r.thisDN().number().startsWith("9")) {
            error(id, TlibError.NOT_CONFIGURED, r.thisDN().number());
          } else {
            send(
                answer(MessageType.EVENT_ADDRESS_INFO, id)
                    .with(Attribute.THIS_DN, r.thisDN())
                    .with(Attribute.AGENT_ID, r.thisDN().number())
                    .with(Attribute.EXTENSIONS, snapshot(r.thisDN())));
          }
        }
        case TlibRequest.AgentLogin r ->
            agent(r.thisDN(), AgentStatus.LOGGED_IN, MessageType.EVENT_AGENT_LOGIN, id);
        case TlibRequest.AgentReady r ->
            agent(r.thisDN(), AgentStatus.READY, MessageType.EVENT_AGENT_READY, id);
        case TlibRequest.AgentNotReady r ->
            agent(r.thisDN(), AgentStatus.NOT_READY, MessageType.EVENT_AGENT_NOT_READY, id);
        case TlibRequest.AgentLogout r ->
            agent(r.thisDN(), AgentStatus.LOGGED_OUT, MessageType.EVENT_AGENT_LOGOUT, id);
        case TlibRequest.MakeCall r -> makeCall(r);
        case TlibRequest.QueryCall r -> {
          Call call = calls.get(r.connId());
          send(
              answer(MessageType.EVENT_PARTY_INFO, id)
                  .with(
                      Attribute.EXTENSIONS,
                      KvList.of("party-1", call.inviter.number())
                          .with("party-2", call.invited.number())));
        }
        case TlibRequest.AnswerCall r -> {
          Call call = calls.get(r.connId());
          call.connected = true;
          tell(call.inviter, callEvent(MessageType.EVENT_ESTABLISHED, call, call.inviter));
          tell(
              call.invited, callEvent(MessageType.EVENT_ESTABLISHED, call, call.invited), id, this);
          if (!call.transcript.isEmpty()) {
            tell(call.invited, transcript(call, call.invited, 0));
          }
        }
        case TlibRequest.ReleaseCall r -> {
          Call call = calls.get(r.connId());
          if (call == null || call.ended) {
            error(id, TlibError.INV_CONNID, "no such call");
          } else {
            release(call, r.thisDN(), id, this);
          }
        }
        case TlibRequest.UpdateUserData r -> {
          Call call = calls.get(r.connId());
          call.userData = call.userData.withAll(r.userData());
          for (Dn dn : List.of(call.inviter, call.invited)) {
            tell(
                dn,
                callEvent(MessageType.EVENT_ATTACHED_DATA_CHANGED, call, dn)
                    .with(Attribute.USER_DATA, call.userData),
                dn.equals(r.thisDN()) ? id : 0,
                this);
          }
        }
        case TlibRequest.PrivateService r -> privateService(r);
        default -> error(id, TlibError.UNSUP_OPER, request.type().wireName());
      }
    }

    /** Whether it was about a voice call. */
    private boolean spoken(TlibRequest request) {
      if (request instanceof TlibRequest.QueryCall r && voiceCalls.containsKey(r.connId())) {
        send(
            answer(MessageType.EVENT_PARTY_INFO, r.referenceId())
                .with(Attribute.EXTENSIONS, voiceCalls.get(r.connId())));
        return true;
      }
      boolean voice =
          switch (request) {
            case VoiceRequest _ -> true;
            case TlibRequest.MakeCall r -> r.mediaType() == MediaType.VOICE;
            case TlibRequest.AnswerCall r -> !calls.containsKey(r.connId());
            case TlibRequest.ReleaseCall r -> r.connId().isVoice(1);
            case TlibRequest.PrivateService r -> r.otherDN() != null;
            default -> false;
          };
      if (voice) {
        voiceRequests.add(request);
        VoiceRefusal refusal = voiceRefusal.getAndSet(null);
        if (refusal != null) {
          error(request.referenceId(), refusal.error(), refusal.detail());
        } else {
          send(
              answer(MessageType.EVENT_ACK, request.referenceId())
                  .withOptional(Attribute.CONN_ID, callOf(request)));
        }
      }
      return voice;
    }

    private static @Nullable ConnId callOf(TlibRequest request) {
      return switch (request) {
        case VoiceRequest r -> r.connId();
        case TlibRequest.PrivateService r -> r.connId();
        default -> null;
      };
    }

    private void makeCall(TlibRequest.MakeCall request) {
      Dn to = request.otherDN();
      if (withoutIm.contains(to)) {
        error(request.referenceId(), TlibError.DEST_INV_STATE, to + " does not take IM");
        return;
      }
      Call call = newCall(request.thisDN(), to);
      KvList extensions = request.extensions() == null ? KvList.empty() : request.extensions();
      TlibEvent ringing = callEvent(MessageType.EVENT_RINGING, call, to);
      if (request.userData() != null) {
        call.userData = request.userData();
        ringing = ringing.with(Attribute.USER_DATA, call.userData);
      }
      tell(
          call.inviter,
          callEvent(MessageType.EVENT_DIALING, call, call.inviter),
          request.referenceId(),
          this);
      String text = extensions.text("im-text").orElse("");
      tell(
          to,
          text.isEmpty()
              ? ringing
              : ringing.with(Attribute.EXTENSIONS, KvList.of("im-text", text)));
      if (!text.isEmpty()) {
        say(call, call.inviter, extensions.text("im-msg-id").orElse("first"), text);
      }
    }

    private void privateService(TlibRequest.PrivateService request) {
      int id = request.referenceId();
      Call call = calls.get(request.connId());
      KvList extensions = request.extensions() == null ? KvList.empty() : request.extensions();
      if (call == null || !registered.contains(request.thisDN())) {
        error(id, TlibError.INV_CONNID, "no such call");
        return;
      }
      switch (request.privateMsgId()) {
        case 8001 -> {
          if (takeOne(faults.lostRequests)) {
            return;
          }
          if (takeOne(faults.notReady)) {
            error(id, TlibError.SERV_UNAVAIL, "not ready");
            return;
          }
          if (call.ended) {
            error(id, TlibError.INV_CALL_STATE, "ended");
            return;
          }
          boolean lost = takeOne(faults.lostAnswers);
          String messageId = extensions.text("im-msg-id").orElseThrow();
          if (!lost) {
            send(answer(MessageType.EVENT_ACK, id));
          }
          say(call, request.thisDN(), messageId, extensions.text("im-text").orElseThrow());
        }
        case 8005 ->
            send(
                transcript(call, request.thisDN(), extensions.integer("im-after-seq").orElse(0))
                    .with(Attribute.REFERENCE_ID, id));
        case 8006 -> {
          send(answer(MessageType.EVENT_ACK, id));
          Dn other = call.other(request.thisDN());
          tell(
              other,
              callEvent(MessageType.EVENT_PRIVATE_INFO, call, other)
                  .with(Attribute.PRIVATE_MSG_ID, 8006)
                  .with(Attribute.EXTENSIONS, extensions));
        }
        default -> error(id, TlibError.UNSUP_OPER, "service");
      }
    }

    private void agent(Dn dn, AgentStatus status, MessageType type, int id) {
      agents.put(dn, status);
      tell(
          dn,
          TlibEvent.of(type)
              .with(Attribute.THIS_DN, dn)
              .with(Attribute.AGENT_ID, dn.number())
              .with(Attribute.TIME, Instant.now()),
          id,
          this);
    }

    private KvList snapshot(Dn dn) {
      KvList keys = KvList.empty();
      int n = 0;
      for (Call call : calls.values()) {
        boolean isParty = call.inviter.equals(dn) || call.invited.equals(dn);
        if (isParty && !call.ended) {
          n++;
          int alone = dn.equals(call.inviter) ? 0x1_0001 : 0xA;
          keys =
              keys.with("conn-" + n, call.connId.toString())
                  .with("ct-" + n, CallType.INTERNAL.code())
                  .with("ps-" + n, call.connected ? 0xC : alone)
                  .with("mt-" + n, MediaType.CHAT.code());
        }
      }
      for (ConnId voice : voiceCalls.keySet()) {
        n++;
        keys =
            keys.with("conn-" + n, voice.toString())
                .with("ct-" + n, CallType.INTERNAL.code())
                .with("ps-" + n, 0xC)
                .with("mt-" + n, MediaType.VOICE.code());
      }
      return keys.with("AgentStatus", agents.getOrDefault(dn, AgentStatus.LOGGED_OUT).code());
    }

    private TlibEvent answer(MessageType type, int id) {
      TlibEvent event = TlibEvent.of(type).with(Attribute.TIME, Instant.now());
      return id == 0 ? event : event.with(Attribute.REFERENCE_ID, id);
    }

    private void error(int id, TlibError error, String detail) {
      send(
          answer(MessageType.EVENT_ERROR, id)
              .with(Attribute.ERROR_CODE, error.code())
              .with(Attribute.ERROR_MESSAGE, error.meaning() + ": " + detail));
    }

    private void send(TlibEvent event) {
      write(TlibCodec.encode(event.with(Attribute.EVENT_SEQUENCE_NUMBER, ++sequence)));
    }

    private synchronized void write(byte[] message) {
      if (faults.silent) {
        return;
      }
      try {
        OutputStream out = socket.getOutputStream();
        out.write(org.parley.tlib.FrameCodec.frame(message));
        out.flush();
      } catch (IOException gone) {
        close();
      }
    }

    void close() {
      connections.remove(this);
      try {
        socket.close();
      } catch (IOException ignored) {
        // closed as far as the test is concerned
      }
    }
  }
}
