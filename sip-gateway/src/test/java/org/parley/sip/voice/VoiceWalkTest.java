package org.parley.sip.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.voice.VoiceWorld.ANNA;
import static org.parley.sip.voice.VoiceWorld.audio;
import static org.parley.sip.voice.VoiceWorld.in;
import static org.parley.sip.voice.VoiceWorld.said;
import static org.parley.sip.voice.VoiceWorld.sdp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.callmodel.PartyState;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.sip.message.Body;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling.Outgoing;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * Whatever happens to a call of two, in whatever order, with endpoints that refuse, move, hold and
 * offer when we do, and with restarts: in the end each has been told what it is to be told.
 */
class VoiceWalkTest {
  private static final int STEPS = 60;

  /** An endpoint: where it is, and what it last was told. */
  private static final class Phone {
    final int number;
    int port;
    boolean holds;
    long cseq = 100;
    @Nullable AudioDescription told;
    @Nullable FakeReceived offer;
    boolean heldBefore;

    Phone(int number) {
      this.number = number;
      this.port = 4000 + number * 1000;
    }

    AudioDescription answering(AudioDescription offered) {
      Direction direction =
          offered.direction() == Direction.INACTIVE
              ? Direction.INACTIVE
              : holds ? Direction.SEND_ONLY : Direction.SEND_RECEIVE;
      return in(direction, audio("192.0.2." + number, port));
    }

    AudioDescription offering() {
      return in(
          holds ? Direction.SEND_ONLY : Direction.SEND_RECEIVE, audio("192.0.2." + number, port));
    }
  }

  private final VoiceWorld world = new VoiceWorld();
  private final VoiceWorld.Talk talk = world.talk();
  private final Phone annas = new Phone(11);
  private final Phone bens = new Phone(12);
  private final Map<String, Phone> phones = new LinkedHashMap<>();
  private Random random = new Random();

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void in_the_end_all_have_been_told(int seed) {
    random = new Random(seed);
    phones.put(talk.annas().request.callId(), annas);
    phones.put(talk.bens().request.callId(), bens);
    for (int step = 0; step < STEPS; step++) {
      step();
    }
    for (int second = 0; second < 30; second++) {
      answer(true);
      world.pass(Duration.ofSeconds(1));
    }
    assertThat(world.signalling.open("INVITE")).isEmpty();
    for (VoiceLeg leg : world.state().legs().values()) {
      AudioDescription told = (leg.dn().equals(ANNA) ? annas : bens).told;
      switch (world.state().targetOf(leg.dn())) {
        case Target.Towards(AudioDescription there) -> {
          assertThat(leg.told()).isEqualTo(there);
          assertThat(told == null ? there.port() : told.port()).isEqualTo(there.port());
        }
        case Target.Nothing() -> {
          assertThat(leg.told()).isNull();
          assertThat(told).isNotNull();
          assertThat(told.direction()).isEqualTo(Direction.INACTIVE);
        }
        case Target.NotYet() -> throw new AssertionError("no call of two needs a room");
      }
    }
  }

  private void step() {
    Phone phone = random.nextBoolean() ? annas : bens;
    switch (random.nextInt(8)) {
      case 0 -> holdOrRetrieve();
      case 1 -> world.pass(Duration.ofMillis(random.nextInt(3000)));
      case 2, 3 -> offer(phone);
      case 4 -> restartNowAndThen();
      default -> answer(false);
    }
  }

  /** As a desktop asks for it. */
  private void holdOrRetrieve() {
    ConnId call = talk.connId();
    Dn dn = random.nextBoolean() ? ANNA : VoiceWorld.BEN;
    PartyState state = world.state().calls().get(call).stateOf(dn).orElseThrow();
    world.happens(
        state.isHeld()
            ? new VoiceEvent.Retrieved(null, call, dn)
            : new VoiceEvent.Held(null, call, dn, Map.of()));
  }

  private void offer(Phone phone) {
    boolean busy =
        phone.offer != null
            || world.signalling.open("INVITE").stream().anyMatch(o -> phoneOf(o) == phone);
    if (busy) {
      return;
    }
    phone.heldBefore = phone.holds;
    switch (random.nextInt(3)) {
      case 0 -> phone.holds = true;
      case 1 -> phone.holds = false;
      default -> phone.port += 2;
    }
    Body offer = sdp(phone.offering());
    phone.offer =
        phone == annas
            ? world.inDialog(talk.annas(), "INVITE", ++phone.cseq, offer)
            : world.inDialog(talk.bens(), "INVITE", ++phone.cseq, offer);
  }

  private Phone phoneOf(Outgoing request) {
    return phones.getOrDefault(request.request.callId(), annas);
  }

  private void answer(boolean nicely) {
    for (Outgoing open : List.copyOf(world.signalling.open("INVITE"))) {
      Phone phone = phoneOf(open);
      switch (nicely ? 9 : random.nextInt(10)) {
        case 0 -> open.answer(491);
        case 1 -> open.answer(500);
        case 2 -> {}
        case 3 -> {
          phone.port += 2;
          take(open, phone);
        }
        default -> take(open, phone);
      }
    }
    takeAnswer(annas);
    takeAnswer(bens);
    world.settle();
  }

  private static void take(Outgoing offer, Phone phone) {
    AudioDescription told = said(offer.request.body());
    phone.told = told;
    offer.answer(200, sdp(phone.answering(told)));
  }

  private void takeAnswer(Phone phone) {
    FakeReceived offer = phone.offer;
    if (offer != null && offer.isAnswered()) {
      phone.offer = null;
      if (offer.code() == 200) {
        phone.told = said(offer.answers.getLast().body());
        world.ack(offer, Body.none());
      } else {
        phone.holds = phone.heldBefore;
      }
    }
  }

  private void restartNowAndThen() {
    if (random.nextInt(4) == 0) {
      world.restart();
      for (Phone phone : phones.values()) {
        phone.holds = phone.offer == null ? phone.holds : phone.heldBefore;
        phone.offer = null;
      }
    }
  }
}
