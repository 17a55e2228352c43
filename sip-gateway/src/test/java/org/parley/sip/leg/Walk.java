package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.leg.World.ANNA;
import static org.parley.sip.leg.World.BEN;
import static org.parley.sip.leg.World.IM;
import static org.parley.sip.leg.World.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.parley.contracts.Origin;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.sip.content.Outgoing;
import org.parley.sip.message.Body;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** One random walk: endpoints, desktops, the log and time in any order. */
final class Walk {
  private static final Dn CARL = new Dn("1003");
  private static final Origin DESKTOP = new Origin("tlib-gateway-1", 1, 1);

  private final World world = new World();
  private final FakeSignalling sip = world.signalling;
  private final Random random;
  private final long seed;
  private final boolean restarts;

  /** Numbers that an endpoint took, by session and DN. */
  private final Map<LegKey, List<Integer>> taken = new HashMap<>();

  private final Map<String, LegKey> dialogs = new HashMap<>();
  private final List<FakeSignalling.Outgoing> invites = new ArrayList<>();
  private final List<FakeReceived> received = new ArrayList<>();
  private final List<FakeReceived> offers = new ArrayList<>();
  private final Set<ConnId> excused = new HashSet<>();
  private int number;

  Walk(long seed, boolean restarts) {
    this.seed = seed;
    this.restarts = restarts;
    this.random = new Random(seed);
    world.dns.put(CARL, DnType.EXTENSION);
    world.im.desktopOnly.add(CARL);
  }

  void run() {
    try {
      for (int i = 0; i < 120; i++) {
        step();
      }
      finish();
      judge();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + (restarts ? " with restarts" : ""), e);
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private void step() {
    switch (random.nextInt(restarts ? 13 : 12)) {
      case 0, 1, 2 -> {
        if (!world.commands.isEmpty()) {
          world.decideOne();
        }
      }
      case 3 -> world.pass(Duration.ofMillis(random.nextInt(3000)));
      case 4, 5, 6 -> answerSomething();
      case 7 -> desktop();
      case 8, 9 -> speak();
      case 10 -> endpoint();
      case 11 -> begin();
      case 12 -> {
        if (chance(20)) {
          restart();
        }
      }
      default -> throw new IllegalStateException();
    }
    noteInvites();
  }

  private void begin() {
    number++;
    switch (random.nextInt(4)) {
      case 0, 1 -> {
        ConnId connId = ConnId.of(1, ConnId.Medium.IM, 1_000_000 + number);
        world.commands.add(
            new ImCommand.Invite(
                DESKTOP,
                connId,
                chance(50) ? ANNA : CARL,
                "anna",
                BEN,
                KvList.empty(),
                chance(50) ? new ImCommand.Draft("f" + number, "text/plain", "first") : null,
                null));
      }
      case 2 -> {
        FakeReceived offer =
            world.from("INVITE", "sip:1001@h", "sip:1003@h", 1, "offer" + number, IM);
        offers.add(offer);
        received.add(offer);
      }
      case 3 ->
          received.add(
              world.from("MESSAGE", "sip:1001@h", "sip:1003@h", number, "page", text("p")));
      default -> throw new IllegalStateException();
    }
  }

  private List<ImSession> live() {
    return world.im.sessions.values().stream().filter(s -> !Sessions.isOver(s)).toList();
  }

  private void speak() {
    if (!live().isEmpty()) {
      ImSession session = any(live());
      Dn by = any(session.call().parties()).dn();
      world.commands.add(
          new ImCommand.Say(
              DESKTOP,
              session.connId(),
              by,
              "x",
              new ImCommand.Draft("m" + ++number, "text/plain", "text " + number)));
    }
  }

  private void desktop() {
    if (live().isEmpty()) {
      return;
    }
    ImSession session = any(live());
    ConnId connId = session.connId();
    switch (random.nextInt(6)) {
      case 0 -> world.commands.add(new ImCommand.Accept(DESKTOP, connId, CARL, "carl"));
      case 1 -> world.commands.add(new ImCommand.Accept(DESKTOP, connId, CARL, "carl"));
      case 2 -> {
        excused.add(connId); // from now on it is the desktop's, if it comes first
        world.commands.add(new ImCommand.Accept(DESKTOP, connId, BEN, "ben"));
      }
      case 3 ->
          world.commands.add(
              new ImCommand.Release(DESKTOP, connId, any(session.call().parties()).dn(), null));
      case 4 ->
          world.commands.add(
              new ImCommand.Type(DESKTOP, connId, any(session.call().parties()).dn(), chance(50)));
      case 5 -> {
        if (chance(30)) {
          option();
        }
      }
      default -> throw new IllegalStateException();
    }
  }

  private void option() {
    Dn dn = chance(70) ? BEN : ANNA;
    excused.addAll(world.im.sessions.keySet()); // what the endpoint misses, its desktop has
    world.commands.forEach(c -> excused.add(c.connId()));
    ChatSignaling value =
        world.options.get(dn) == ChatSignaling.NONE ? ChatSignaling.SESSION : ChatSignaling.NONE;
    world.options.put(dn, value);
    world.board.signalingChanged(dn, value);
  }

  private void noteInvites() {
    for (FakeSignalling.Outgoing invite : sip.all("INVITE")) {
      if (!invites.contains(invite)) {
        invites.add(invite);
      }
    }
  }

  /** As the endpoint: says something in a dialog, or ends it. */
  private void endpoint() {
    List<FakeSignalling.Outgoing> taken = invites.stream().filter(i -> i.answered).toList();
    String method = chance(75) ? "MESSAGE" : chance(50) ? "BYE" : "INVITE";
    Body body = method.equals("MESSAGE") ? text("phone " + ++number) : IM;
    if (method.equals("BYE")) {
      body = Body.none();
    }
    if (!taken.isEmpty() && chance(60)) {
      FakeReceived request = world.inDialog(any(taken), method, ++number, body);
      received.add(request);
      ackIfTaken(request, method);
    } else if (!offers.isEmpty()) {
      FakeReceived offer = any(offers);
      if (offer.isAnswered() && offer.code() == 200) {
        world.ack(offer, Body.none());
        received.add(world.inDialog(offer, method, ++number, body));
      } else if (!offer.isAnswered() && chance(40)) {
        offer.cancelledByPeer();
        world.board.onCancel(offer);
      }
    }
  }

  private void ackIfTaken(FakeReceived request, String method) {
    if (method.equals("INVITE") && request.code() == 200) {
      world.ack(request, Body.none());
    }
  }

  private void answerSomething() {
    List<FakeSignalling.Outgoing> open = sip.sent.stream().filter(o -> !o.answered).toList();
    if (!open.isEmpty()) {
      answer(any(open));
    }
  }

  private void answer(FakeSignalling.Outgoing request) {
    switch (request.request.method()) {
      case "INVITE" -> answerInvite(request);
      case "MESSAGE" -> answerMessage(request);
      default -> request.answer(200);
    }
  }

  private void answerInvite(FakeSignalling.Outgoing invite) {
    if (invite.cancelled) {
      if (chance(30)) {
        invite.answer(200, IM);
      } else {
        invite.answer(487);
      }
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1 -> invite.answer(180);
      case 2 -> invite.answer(486);
      case 3 -> invite.makeUp(408);
      default -> invite.answer(200, IM);
    }
  }

  private void answerMessage(FakeSignalling.Outgoing message) {
    int code = chance(80) ? 200 : any(List.of(503, 503, 480, 500, 408, 481));
    if (code == 200) {
      take(message);
      message.answer(200);
    } else if (code == 503) {
      message.answer(503, "Retry-After", "1");
    } else {
      message.answer(code);
    }
  }

  private void take(FakeSignalling.Outgoing message) {
    message
        .request
        .headers()
        .first(Outgoing.SEQ)
        .map(Integer::valueOf)
        .ifPresent(seq -> {
          LegKey key = keyOf(message);
          List<Integer> numbers = taken.computeIfAbsent(key, _ -> new ArrayList<>());
          assertThat(numbers).as("taken by %s", key).allMatch(n -> n < seq);
          numbers.add(seq);
        });
  }

  /** Found by the message itself: its id and writer are in one session only. */
  private LegKey keyOf(FakeSignalling.Outgoing message) {
    String id = message.request.headers().first(Outgoing.MESSAGE_ID).orElseThrow();
    int seq = Integer.parseInt(message.request.headers().first(Outgoing.SEQ).orElseThrow());
    for (ImSession session : world.im.sessions.values()) {
      List<ImMessage> messages = session.transcript().messages();
      if (messages.size() >= seq && messages.get(seq - 1).messageId().equals(id)) {
        Dn from = messages.get(seq - 1).from();
        Dn to = session.call().others(from).getFirst().dn();
        return new LegKey(session.connId(), to);
      }
    }
    throw new AssertionError("a message of no session: " + id);
  }

  private void restart() {
    world.pass(Duration.ZERO); // what was taken is written
    world.commands.forEach(c -> excused.add(c.connId())); // outcomes that nobody waits for
    offers.clear();
    received.clear();
    world.restart();
  }

  private void finish() {
    for (int round = 0; round < 200; round++) {
      world.settle();
      for (ImSession session : live()) {
        world.commands.add(
            new ImCommand.Release(
                DESKTOP, session.connId(), session.call().parties().getFirst().dn(), null));
      }
      for (FakeReceived offer : offers) {
        if (offer.code() == 200) {
          world.ack(offer, Body.none());
        } else if (!offer.isAnswered() && live().isEmpty() && world.commands.isEmpty()) {
          world.pass(Duration.ofSeconds(1));
        }
      }
      for (FakeSignalling.Outgoing open : sip.sent.stream().filter(o -> !o.answered).toList()) {
        if (open.request.method().equals("INVITE") && open.cancelled) {
          open.answer(487);
        } else if (!open.request.method().equals("INVITE")) {
          answer(open);
        } else {
          open.answer(486);
        }
      }
      world.pass(Duration.ofMillis(500));
    }
  }

  private void judge() {
    assertThat(world.board.legs()).as("legs").isZero();
    assertThat(world.board.openAsks()).as("asks").isZero();
    assertThat(world.stored).as("kept").isEmpty();
    assertThat(received).as("answered").allMatch(FakeReceived::isAnswered);
    for (ImSession session : world.im.sessions.values()) {
      if (!excused.contains(session.connId())) {
        judge(session);
      }
    }
  }

  private String story(ConnId connId) {
    StringBuilder text = new StringBuilder();
    world.events.stream()
        .filter(e -> e.connId().equals(connId))
        .forEach(e -> text.append(e).append('\n'));
    return text.toString();
  }

  private void judge(ImSession session) {
    boolean accepted =
        world.events(ImEvent.Accepted.class).stream()
            .anyMatch(e -> e.connId().equals(session.connId()));
    boolean bySip =
        world.events(ImEvent.Invited.class).stream()
            .anyMatch(e ->
                e.connId().equals(session.connId())
                    && e.origin().gateway().startsWith("sip-gateway"));
    if (!accepted) {
      return;
    }
    for (ImMessage message : session.transcript().messages()) {
      Dn to = session.call().others(message.from()).getFirst().dn();
      boolean hasLeg = to.equals(BEN) || to.equals(ANNA) && bySip;
      if (hasLeg) {
        LegKey key = new LegKey(session.connId(), to);
        boolean arrived = taken.getOrDefault(key, List.of()).contains(message.seq());
        boolean reported =
            world.events(ImEvent.Undelivered.class).stream()
                .anyMatch(e ->
                    e.connId().equals(session.connId())
                        && e.by().equals(to)
                        && e.seq() == message.seq());
        assertThat(arrived || reported)
            .withFailMessage(
                () -> "lost: " + message + " to " + key + "\n" + story(session.connId()))
            .as("message %s of %s to %s arrived or was reported", message.seq(), key, to)
            .isTrue();
        assertThat(arrived && reported)
            .as("message %s of %s to %s arrived and was reported", message.seq(), key, to)
            .isFalse();
      }
    }
  }
}
