package org.parley.sip.leg;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.Draft;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.auth.Authentication;
import org.parley.sip.auth.Identities;
import org.parley.sip.auth.Verdict;
import org.parley.sip.line.ManualTime;
import org.parley.sip.location.Contact;
import org.parley.sip.location.Location;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;
import org.parley.sip.sdp.ImSdp;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * A gateway with everything around it in memory: time stands until it is moved, commands wait until
 * the log is read, endpoints do what the test says.
 */
final class World {
  static final Dn ANNA = new Dn("1001");
  static final Dn BEN = new Dn("1002");
  static final Dn TRUNK = new Dn("6999");
  static final Dn CUSTOMER = new Dn("carla@out.example");
  static final Flow FLOW = new Flow(Transport.UDP, "192.0.2.1", 5070);
  static final Body IM = Body.of("application/sdp", ImSdp.offer(1, 1, "192.0.2.1"));
  static final Body AUDIO =
      Body.of(
          "application/sdp",
          "v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 h\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n");

  final ManualTime time = new ManualTime();
  final FakeSignalling signalling = new FakeSignalling();
  final TinyIm im = new TinyIm();
  final ArrayDeque<ImCommand> commands = new ArrayDeque<>();
  final List<ImEvent> events = new ArrayList<>();
  final Map<Dn, List<Contact>> contacts = new HashMap<>();
  final Map<Dn, ChatSignaling> options = new HashMap<>();
  final Map<Dn, DnType> dns = new HashMap<>();
  final Map<Dn, Integer> maxSessions = new HashMap<>();
  final Set<Dn> notOurs = new HashSet<>();
  final Set<String> deadGateways = new HashSet<>();
  final Map<String, SipLeg> stored = new LinkedHashMap<>();
  final ArrayDeque<Runnable> writes = new ArrayDeque<>();
  final ArrayDeque<ConnId> nextConnIds = new ArrayDeque<>();
  @Nullable Verdict verdict;
  boolean holdWrites;
  boolean kafkaDown;
  int runs;
  Switchboard board;

  private long numbers;

  World() {
    dns.put(ANNA, DnType.EXTENSION);
    dns.put(BEN, DnType.EXTENSION);
    dns.put(TRUNK, DnType.TRUNK);
    dns.put(new Dn("7000"), DnType.ROUTING_POINT);
    register(ANNA, "sip:anna@192.0.2.1:5070");
    register(BEN, "sip:ben@192.0.2.1:5070");
    contacts.put(
        TRUNK, List.of(new Contact(SipUri.of("t", "trunk.example", 5060), null, "sip-gateway-1")));
    board = unready();
    board.ready();
  }

  void register(Dn dn, String... uris) {
    List<Contact> all = new ArrayList<>();
    for (String uri : uris) {
      all.add(new Contact(SipUri.parse(uri).orElseThrow(), FLOW, "sip-gateway-1"));
    }
    contacts.put(dn, all);
  }

  /** One that has been told nothing yet. */
  Switchboard unready() {
    runs++;
    return new Switchboard(
        new Ports(
            "sip-gateway-1",
            running(),
            signalling,
            authentication(),
            location(),
            (command, failed) -> {
              if (kafkaDown) {
                later(failed);
              } else {
                commands.add(command);
              }
            },
            this::store,
            policies(),
            time,
            name -> !deadGateways.contains(name),
            time::now,
            this::connId,
            () -> "t" + ++numbers));
  }

  String running() {
    return "sip-gateway-1#" + runs;
  }

  private Authentication authentication() {
    return request ->
        verdict != null
            ? verdict
            : request
                .from()
                .sipUri()
                .flatMap(Identities::dn)
                .filter(dns::containsKey)
                .<Verdict>map(Verdict.Endpoint::new)
                .orElseGet(() -> new Verdict.Refused(Answer.of(403, "Forbidden")));
  }

  private Location location() {
    return new Location() {
      @Override
      public List<Contact> contacts(Dn dn) {
        return contacts.getOrDefault(dn, List.of());
      }

      @Override
      public boolean isOurs(Dn dn) {
        return !notOurs.contains(dn);
      }
    };
  }

  private Policies policies() {
    return new Policies() {
      @Override
      public ChatSignaling signaling(Dn dn) {
        return options.getOrDefault(dn, ChatSignaling.SESSION);
      }

      @Override
      public int maxText() {
        return 100;
      }

      @Override
      public int maxSessions(Dn dn) {
        return maxSessions.getOrDefault(dn, 100);
      }

      @Override
      public Optional<DnType> dn(Dn dn) {
        return Optional.ofNullable(dns.get(dn));
      }

      @Override
      public Duration sessionExpires() {
        return Duration.ofSeconds(1800);
      }
    };
  }

  private ConnId connId() {
    ConnId next = nextConnIds.poll();
    return next != null ? next : ConnId.of(1, ConnId.Medium.IM, ++numbers);
  }

  private void store(String key, @Nullable SipLeg leg, Consumer<Boolean> done) {
    Runnable write =
        () -> {
          if (leg == null) {
            stored.remove(key);
          } else {
            stored.put(key, leg);
          }
          done.accept(true);
        };
    writes.add(write);
    if (!holdWrites) {
      later(this::flushWrites);
    }
  }

  void flushWrites() {
    while (!writes.isEmpty()) {
      writes.remove().run();
    }
  }

  private void later(Runnable task) {
    time.after(Duration.ZERO, task);
  }

  /** Moves time, doing what is due. */
  void pass(Duration by) {
    time.pass(by, () -> {});
  }

  /** The next command is decided and read in the log. */
  void decideOne() {
    ImCommand command = commands.remove();
    List<ImEvent> decided = im.decide(command, time.now());
    tell(command.connId(), decided);
  }

  void tell(ConnId connId, List<ImEvent> decided) {
    ImSession before = im.sessions.get(connId);
    ImSession after = before;
    for (ImEvent event : decided) {
      after = ImSession.evolve(after, event);
    }
    if (after == null) {
      im.sessions.remove(connId);
    } else {
      im.sessions.put(connId, after);
    }
    events.addAll(decided);
    board.sessionChanged(0, connId.interaction().toString(), before, decided, after);
  }

  /** All commands there are, and what follows from them; what is due now is done. */
  void settle() {
    pass(Duration.ZERO);
    while (!commands.isEmpty()) {
      decideOne();
      pass(Duration.ZERO);
    }
  }

  /** The process dies and comes back: what it knew is gone, what is kept is there. */
  void restart() {
    time.forget();
    writes.clear();
    signalling.sent.clear();
    signalling.acks.clear();
    board = unready();
    board.legsRestored(stored);
    Map<String, ImSession> sessions = new HashMap<>();
    im.sessions.forEach((connId, s) -> sessions.put(connId.interaction().toString(), s));
    board.sessionsRestored(0, sessions);
    board.ready();
  }

  // ---- the desktop

  private Origin desktop() {
    return new Origin("tlib-gateway-1", 1, 1);
  }

  ConnId invite(Dn by, Dn to, @Nullable String text) {
    ConnId connId = connId();
    commands.add(
        new ImCommand.Invite(
            desktop(),
            connId,
            by,
            "anna",
            to,
            KvList.empty(),
            text == null ? null : new Draft("first", "text/plain", text),
            null));
    settle();
    return connId;
  }

  void accept(ConnId connId, Dn by) {
    commands.add(new ImCommand.Accept(desktop(), connId, by, "desk"));
    settle();
  }

  void release(ConnId connId, Dn by) {
    commands.add(new ImCommand.Release(desktop(), connId, by, null));
    settle();
  }

  void say(ConnId connId, Dn by, String text) {
    commands.add(
        new ImCommand.Say(
            desktop(), connId, by, "anna", new Draft("m" + ++numbers, "text/plain", text)));
    settle();
  }

  void type(ConnId connId, Dn by, boolean active) {
    commands.add(new ImCommand.Type(desktop(), connId, by, active));
    settle();
  }

  void option(Dn dn, ChatSignaling value) {
    options.put(dn, value);
    board.signalingChanged(dn, value);
    settle();
  }

  // ---- the endpoint

  /** A request of an endpoint outside a dialog. */
  FakeReceived from(String method, String from, String to, long cseq, String callId, Body body) {
    return from(method, from, to, cseq, callId, body, HeaderFields.none());
  }

  FakeReceived from(
      String method,
      String from,
      String to,
      long cseq,
      String callId,
      Body body,
      HeaderFields headers) {
    return receive(
        new SipRequest(
            method,
            to,
            NameAddr.of(from).withTag("theirs"),
            NameAddr.of(to),
            callId,
            cseq,
            List.of(NameAddr.of("sip:phone@192.0.2.1:5070")),
            List.of(),
            headers,
            body,
            FLOW));
  }

  FakeReceived receive(SipRequest request) {
    FakeReceived received = new FakeReceived(request);
    board.onRequest(received);
    return received;
  }

  /** A request in the dialog that our INVITE made. */
  FakeReceived inDialog(FakeSignalling.Outgoing invite, String method, long cseq, Body body) {
    return inDialog(invite, method, cseq, body, HeaderFields.none());
  }

  FakeReceived inDialog(
      FakeSignalling.Outgoing invite, String method, long cseq, Body body, HeaderFields headers) {
    return receive(
        new SipRequest(
            method,
            "sip:192.0.2.100",
            invite.request.to().withTag("phone"),
            invite.request.from(),
            invite.request.callId(),
            cseq,
            List.of(NameAddr.of("sip:phone@192.0.2.1:5070")),
            List.of(),
            headers,
            body,
            FLOW));
  }

  /** A request in the dialog that the endpoint's INVITE made. */
  FakeReceived inDialog(FakeReceived invite, String method, long cseq, Body body) {
    return receive(
        new SipRequest(
            method,
            "sip:192.0.2.100",
            invite.request.from(),
            invite.request.to().withTag(invite.toTag()),
            invite.request.callId(),
            cseq,
            List.of(NameAddr.of("sip:phone@192.0.2.1:5070")),
            List.of(),
            HeaderFields.none(),
            body,
            FLOW));
  }

  void ack(FakeReceived invite, Body body) {
    board.onAck(
        new SipRequest(
            "ACK",
            "sip:192.0.2.100",
            invite.request.from(),
            invite.request.to().withTag(invite.toTag()),
            invite.request.callId(),
            invite.request.cseq(),
            List.of(),
            List.of(),
            HeaderFields.none(),
            body,
            FLOW));
  }

  static Body text(String text) {
    return Body.of("text/plain", text);
  }

  // ---- what happened

  <T extends ImEvent> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends ImEvent> T last(Class<T> type) {
    return events(type).getLast();
  }

  ImSession session(ConnId connId) {
    return Objects.requireNonNull(im.sessions.get(connId));
  }

  /** A session between both, with the invited party's endpoint in a dialog. */
  ConnId talking() {
    ConnId connId = invite(ANNA, BEN, null);
    signalling.last("INVITE").answer(200, IM);
    settle();
    return connId;
  }
}
