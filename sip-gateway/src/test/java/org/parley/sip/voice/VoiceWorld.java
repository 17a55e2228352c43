package org.parley.sip.voice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.auth.Authentication;
import org.parley.sip.auth.Identities;
import org.parley.sip.auth.Verdict;
import org.parley.sip.line.ManualTime;
import org.parley.sip.line.Reach;
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
import org.parley.sip.sdp.AudioReading;
import org.parley.sip.sdp.AudioSdp;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/**
 * The voice side of a gateway with everything around it in memory: time stands until it is moved,
 * commands wait until the log is read, endpoints do what the test says.
 */
final class VoiceWorld {
  static final Dn ANNA = new Dn("1001");
  static final Dn BEN = new Dn("1002");
  static final Flow FLOW = new Flow(Transport.UDP, "192.0.2.1", 5070);
  private static final Duration NEVER = Duration.ofDays(1);
  static final AudioDescription ANNAS = audio("192.0.2.11", 4000);
  static final AudioDescription BENS = audio("192.0.2.12", 5000);

  final ManualTime time = new ManualTime();
  final FakeSignalling signalling = new FakeSignalling();
  final TinyVoice rules = new TinyVoice();
  final ArrayDeque<VoiceCommand> commands = new ArrayDeque<>();
  final ArrayDeque<ConnId> nextConnIds = new ArrayDeque<>();
  final List<VoiceCommand> sent = new ArrayList<>();
  final Map<Dn, List<Contact>> contacts = new HashMap<>();
  final Set<Dn> notOurs = new HashSet<>();
  final Set<String> deadGateways = new HashSet<>();
  final Map<String, SipLeg> stored = new LinkedHashMap<>();
  @Nullable Verdict verdict;
  boolean kafkaDown;

  /** Commands are taken, and not decided yet. */
  boolean logStands;

  VoiceBoard board;

  private final Duration missedAfter;
  private long numbers;

  VoiceWorld() {
    this(NEVER);
  }

  /**
   * @param missedAfter when endpoints that say nothing are missed
   */
  VoiceWorld(Duration missedAfter) {
    this.missedAfter = missedAfter;
    register(ANNA, "sip:anna@192.0.2.1:5070");
    register(BEN, "sip:ben@192.0.2.1:5070");
    board = unready();
    board.ready();
  }

  static AudioDescription audio(String host, int port) {
    return new AudioDescription(
        host,
        port,
        List.of(
            new Format(0, "PCMU", 8000, null),
            new Format(101, AudioDescription.TELEPHONE_EVENT, 8000, "0-15")),
        Direction.SEND_RECEIVE);
  }

  static AudioDescription in(Direction direction, AudioDescription audio) {
    return new AudioDescription(audio.host(), audio.port(), audio.formats(), direction);
  }

  static Body sdp(AudioDescription audio) {
    return Body.of(
        AudioSdp.MEDIA_TYPE, AudioSdp.write(1, 1, audio.host(), List.of(AudioSdp.OURS), audio));
  }

  /** What a message of ours says of audio. */
  static AudioDescription said(Body body) {
    return ((AudioReading.Audio) AudioSdp.read(body.bytes())).description();
  }

  void register(Dn dn, String... uris) {
    List<Contact> all = new ArrayList<>();
    for (String uri : uris) {
      all.add(new Contact(SipUri.parse(uri).orElseThrow(), FLOW, "sip-gateway-1"));
    }
    contacts.put(dn, all);
  }

  VoiceBoard unready() {
    return new VoiceBoard(
        new VoicePorts(
            new Reach("sip-gateway-1", signalling, location()),
            authentication(),
            (command, failed) -> {
              if (kafkaDown) {
                time.after(Duration.ZERO, failed);
              } else {
                sent.add(command);
                commands.add(command);
              }
            },
            this::store,
            time,
            name -> !deadGateways.contains(name),
            time::now,
            new Random(1),
            Duration.ofSeconds(1800),
            missedAfter,
            () ->
                nextConnIds.isEmpty()
                    ? ConnId.of(1, ConnId.Medium.VOICE, ++numbers)
                    : nextConnIds.remove(),
            () -> "t" + ++numbers));
  }

  private Authentication authentication() {
    return request ->
        verdict != null
            ? verdict
            : request
                .from()
                .sipUri()
                .flatMap(Identities::dn)
                .filter(contacts::containsKey)
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

  private void store(String key, @Nullable SipLeg leg, Consumer<Boolean> done) {
    time.after(
        Duration.ZERO,
        () -> {
          if (leg == null) {
            stored.remove(key);
          } else {
            stored.put(key, leg);
          }
          done.accept(true);
        });
  }

  /** Moves time, doing what is due, and what is decided meanwhile. */
  void pass(Duration by) {
    settle();
    time.pass(by, this::settle);
  }

  /** All commands there are, and what follows from them; what is due now is done. */
  void settle() {
    time.due();
    while (!logStands && !commands.isEmpty()) {
      VoiceCommand command = commands.remove();
      told(command.connId(), rules.decide(command, time.now()));
      time.due();
    }
  }

  private void told(ConnId connId, List<VoiceEvent> events) {
    String key = connId.interaction().toString();
    board.interactionChanged(0, key, events, rules.interactions.get(key));
  }

  /** Something happens that no endpoint told. */
  void happens(VoiceEvent... events) {
    ConnId connId = events[0].connId();
    told(connId, rules.happens(connId, List.of(events)));
    settle();
  }

  /** The process dies and comes back: what it knew is gone, what is kept is there. */
  void restart() {
    time.forget();
    commands.clear();
    signalling.sent.clear();
    signalling.acks.clear();
    sent.clear();
    board = unready();
    board.legsRestored(Map.copyOf(stored));
    board.interactionsRestored(0, Map.copyOf(rules.interactions));
    board.ready();
    settle();
  }

  // ---- the desktop

  ConnId make(Dn by, Dn to) {
    ConnId connId = ConnId.of(1, ConnId.Medium.VOICE, ++numbers);
    commands.add(
        new VoiceCommand.MakeCall(
            new Origin("tlib-gateway-1", 1, 1), connId, by, "anna", to, KvList.empty()));
    settle();
    return connId;
  }

  void release(ConnId connId, Dn by) {
    happens(new VoiceEvent.CallReleased(null, connId, by, CallState.OK));
  }

  // ---- the endpoint

  FakeReceived invite(Dn by, Dn to, Body body) {
    return invite(by, to, body, HeaderFields.none());
  }

  FakeReceived invite(Dn by, Dn to, Body body, HeaderFields headers) {
    FakeReceived received =
        receive(
            new SipRequest(
                "INVITE",
                "sip:" + to.number() + "@192.0.2.100",
                NameAddr.of("sip:" + by.number() + "@192.0.2.100").withTag("theirs"),
                NameAddr.of("sip:" + to.number() + "@192.0.2.100"),
                "call-" + ++numbers,
                1,
                List.of(NameAddr.of("sip:phone@192.0.2.1:5070")),
                List.of(),
                headers,
                body,
                FLOW));
    settle();
    return received;
  }

  private FakeReceived receive(SipRequest request) {
    FakeReceived received = new FakeReceived(request);
    board.onRequest(received);
    settle();
    return received;
  }

  /** A request in the dialog that our INVITE made. */
  FakeReceived inDialog(FakeSignalling.Outgoing invite, String method, long cseq, Body body) {
    return inDialog(
        method,
        invite.request.to().withTag("phone"),
        invite.request.from(),
        invite.request.callId(),
        cseq,
        body,
        HeaderFields.none());
  }

  /** A request in the dialog that the endpoint's INVITE made. */
  FakeReceived inDialog(FakeReceived invite, String method, long cseq, Body body) {
    return inDialog(invite, method, cseq, body, HeaderFields.none());
  }

  FakeReceived inDialog(
      FakeReceived invite, String method, long cseq, Body body, HeaderFields headers) {
    return inDialog(
        method,
        invite.request.from(),
        invite.request.to().withTag(invite.toTag()),
        invite.request.callId(),
        cseq,
        body,
        headers);
  }

  private FakeReceived inDialog(
      String method,
      NameAddr from,
      NameAddr to,
      String callId,
      long cseq,
      Body body,
      HeaderFields headers) {
    return receive(
        new SipRequest(
            method,
            "sip:192.0.2.100",
            from,
            to,
            callId,
            cseq,
            List.of(NameAddr.of("sip:phone@192.0.2.1:5070")),
            List.of(),
            headers,
            body,
            FLOW));
  }

  void ack(FakeReceived invite, Body body) {
    SipRequest request = invite.request;
    NameAddr to = request.to().tag() == null ? request.to().withTag(invite.toTag()) : request.to();
    board.onAck(
        new SipRequest(
            "ACK",
            "sip:192.0.2.100",
            request.from(),
            to,
            request.callId(),
            request.cseq(),
            List.of(),
            List.of(),
            HeaderFields.none(),
            body,
            FLOW));
    settle();
  }

  // ---- what happened

  <T extends VoiceCommand> List<T> sent(Class<T> type) {
    return sent.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends VoiceCommand> T last(Class<T> type) {
    return sent(type).getLast();
  }

  VoiceInteraction state() {
    return rules.interactions.values().iterator().next();
  }

  VoiceLeg leg(Dn dn) {
    return Objects.requireNonNull(state().legs().get(dn));
  }

  // ---- situations

  /** A call of two that has been answered; Anna's endpoint called. */
  Talk talk() {
    FakeReceived annas = invite(ANNA, BEN, sdp(ANNAS));
    FakeSignalling.Outgoing bens = signalling.last("INVITE");
    bens.answer(180);
    settle();
    bens.answer(200, sdp(BENS));
    settle();
    ack(annas, Body.none());
    return new Talk(state().calls().keySet().iterator().next(), annas, bens);
  }

  record Talk(ConnId connId, FakeReceived annas, FakeSignalling.Outgoing bens) {}
}
