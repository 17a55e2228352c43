package org.parley.sip.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.voice.VoiceWorld.ANNAS;
import static org.parley.sip.voice.VoiceWorld.BEN;
import static org.parley.sip.voice.VoiceWorld.BENS;
import static org.parley.sip.voice.VoiceWorld.sdp;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.sip.message.Body;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.sip.signalling.FakeSignalling.Outgoing;
import org.parley.sip.voice.VoiceWorld.Talk;

/** Two talk directly and know no session timers: of one that dies nobody would hear anything. */
class QuietEndpointTest {
  private static final Duration MISSED_AFTER = Duration.ofMinutes(5);

  private final VoiceWorld world = new VoiceWorld(MISSED_AFTER);
  private final FakeSignalling sip = world.signalling;
  private Talk talk;

  @BeforeEach
  void talk() {
    talk = world.talk();
  }

  private Optional<Outgoing> askedOf(String callId) {
    return sip.open("INVITE").stream().filter(o -> o.request.callId().equals(callId)).findFirst();
  }

  private Optional<Outgoing> askedOfAnna() {
    return askedOf(talk.annas().request.callId());
  }

  private Optional<Outgoing> askedOfBen() {
    return askedOf(talk.bens().request.callId());
  }

  @Test
  void both_are_asked_again_and_again_and_go_on() {
    for (int i = 0; i < 4; i++) {
      world.pass(MISSED_AFTER.minusSeconds(1));
      assertThat(sip.open("INVITE")).isEmpty();
      world.pass(Duration.ofSeconds(1));
      askedOfAnna().orElseThrow().answer(200, sdp(ANNAS));
      askedOfBen().orElseThrow().answer(200, sdp(BENS));
    }
    assertThat(world.sent(VoiceCommand.HangUp.class)).isEmpty();
    assertThat(world.board.legs()).isEqualTo(2);
  }

  @Test
  void one_that_does_not_answer_has_hung_up() {
    String bens = world.leg(BEN).id();
    world.pass(MISSED_AFTER);
    askedOfAnna().orElseThrow().answer(200, sdp(ANNAS));
    askedOfBen().orElseThrow().makeUp(408);
    world.settle();
    assertThat(world.sent(VoiceCommand.HangUp.class))
        .extracting(VoiceCommand.HangUp::leg)
        .containsExactly(bens);
    assertThat(world.board.legs()).isZero();
  }

  @Test
  void one_that_said_something_is_not_missed_yet() {
    world.pass(MISSED_AFTER.minusMinutes(1));
    assertThat(world.inDialog(talk.annas(), "OPTIONS", 2, Body.none()).code()).isEqualTo(200);
    world.pass(Duration.ofMinutes(1));
    assertThat(askedOfBen()).isPresent();
    assertThat(askedOfAnna()).isEmpty();
    world.pass(MISSED_AFTER.minusMinutes(1));
    assertThat(askedOfAnna()).isPresent();
  }

  @Test
  void a_restart_begins_anew() {
    world.pass(MISSED_AFTER.minusSeconds(1));
    world.restart();
    world.pass(MISSED_AFTER.minusSeconds(1));
    assertThat(sip.open("INVITE")).isEmpty();
    world.pass(Duration.ofSeconds(1));
    assertThat(sip.open("INVITE")).hasSize(2);
  }

  @Test
  void after_its_end_nobody_is_asked() {
    world.inDialog(talk.annas(), "BYE", 2, Body.none());
    sip.last("BYE").answer(200);
    world.pass(MISSED_AFTER.multipliedBy(2));
    assertThat(sip.open("INVITE")).isEmpty();
  }
}
