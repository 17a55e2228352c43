package org.parley.sip.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.voice.VoiceWorld.ANNA;
import static org.parley.sip.voice.VoiceWorld.ANNAS;
import static org.parley.sip.voice.VoiceWorld.BEN;
import static org.parley.sip.voice.VoiceWorld.BENS;
import static org.parley.sip.voice.VoiceWorld.said;
import static org.parley.sip.voice.VoiceWorld.sdp;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.sip.signalling.FakeSignalling.Outgoing;

/** A mixer hears nothing of an endpoint any more: it may have died without a word. */
class SilentEndpointTest {
  private final VoiceWorld world = new VoiceWorld();
  private final FakeSignalling sip = world.signalling;

  /** Anna's endpoint, which takes UPDATE or not, talks and is heard no more. */
  private FakeReceived silent(String allow) {
    FakeReceived annas = world.invite(ANNA, BEN, sdp(ANNAS), HeaderFields.of("Allow", allow));
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    world.ack(annas, Body.none());
    sip.sent.clear();
    silent();
    return annas;
  }

  private void silent() {
    world.happens(
        new VoiceEvent.LegSilent(
            world.state().calls().keySet().iterator().next(), world.leg(ANNA).id()));
  }

  private Outgoing asked(String method) {
    assertThat(sip.open(method)).hasSize(1);
    return sip.last(method);
  }

  private void assertGoesOn() {
    assertThat(world.sent(VoiceCommand.HangUp.class)).isEmpty();
    assertThat(world.board.legs()).isEqualTo(2);
    assertThat(sip.sent).allMatch(o -> o.answered);
  }

  private void assertHungUp(FakeReceived annas, int byes) {
    world.settle();
    assertThat(world.sent(VoiceCommand.HangUp.class))
        .extracting(VoiceCommand.HangUp::leg)
        .hasSize(1);
    assertThat(world.board.legs()).isZero();
    assertThat(
            sip.all("BYE").stream().filter(o -> o.request.callId().equals(annas.request.callId())))
        .hasSize(byes);
  }

  @ParameterizedTest
  @CsvSource({"UPDATE, 408, 1", "UPDATE, 481, 0", "INVITE, 408, 1", "INVITE, 481, 0"})
  void one_that_is_gone_has_hung_up(String allow, int code, int byes) {
    FakeReceived annas = silent(allow);
    assertThat(asked(allow).request.callId()).isEqualTo(annas.request.callId());
    if (code == 408) {
      asked(allow).makeUp(code);
    } else {
      asked(allow).answer(code);
    }
    assertHungUp(annas, byes);
  }

  @Test
  void one_that_is_there_goes_on_undisturbed() {
    silent("UPDATE");
    asked("UPDATE")
        .answer(200, HeaderFields.of("Session-Expires", "1800;refresher=uac"), Body.none(), false);
    int told = world.sent.size();
    world.pass(Duration.ofMinutes(14));
    assertThat(sip.sent).hasSize(1);
    assertThat(world.sent).hasSize(told);
    assertGoesOn();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE", "INVITE"})
  void its_answer_refreshes_the_session(String allow) {
    silent(allow);
    refresh(asked(allow));
    world.pass(Duration.ofMinutes(10));
    silent();
    refresh(asked(allow));
    world.pass(Duration.ofMinutes(14));
    assertThat(sip.open(allow)).isEmpty();
    world.pass(Duration.ofMinutes(1));
    assertThat(sip.open(allow)).hasSize(1);
  }

  private static void refresh(Outgoing asked) {
    asked.answer(200, HeaderFields.of("Session-Expires", "1800;refresher=uac"), sdp(ANNAS), false);
  }

  @Test
  void one_that_is_there_hears_nothing_new_by_re_invite() {
    silent("INVITE");
    assertThat(said(asked("INVITE").request.body())).isEqualTo(BENS);
    asked("INVITE").answer(200, sdp(ANNAS));
    int told = world.sent.size();
    world.pass(Duration.ofMinutes(14));
    assertThat(sip.sent).hasSize(1);
    assertThat(world.sent).hasSize(told);
    assertGoesOn();
  }

  @ParameterizedTest
  @CsvSource({"UPDATE, 500", "UPDATE, 491", "INVITE, 500", "INVITE, 491", "INVITE, 488"})
  void one_that_refuses_is_there_too(String allow, int code) {
    silent(allow);
    asked(allow).answer(code);
    world.pass(Duration.ofMinutes(10));
    assertThat(sip.sent).hasSize(1);
    assertGoesOn();
  }

  @Test
  void one_that_does_not_take_update_after_all_is_asked_by_re_invite() {
    FakeReceived annas = silent("UPDATE");
    asked("UPDATE").answer(405);
    asked("INVITE").makeUp(408);
    assertHungUp(annas, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE", "INVITE"})
  void it_is_asked_once_at_a_time(String allow) {
    silent(allow);
    silent();
    silent();
    Outgoing first = asked(allow);
    if (allow.equals("INVITE")) {
      first.answer(200, sdp(ANNAS));
    } else {
      first.answer(200);
    }
    world.pass(Duration.ofMinutes(1));
    assertThat(sip.sent).hasSize(1);

    silent();
    assertThat(asked(allow)).isNotSameAs(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE", "INVITE"})
  void one_that_cannot_be_reached_has_half_a_minute_to_connect_again(String allow) {
    FakeReceived annas = silent(allow);
    for (int seconds = 0; seconds < 30; seconds += 10) {
      asked(allow).makeUp(503);
      world.pass(Duration.ofSeconds(10));
    }
    assertThat(world.sent(VoiceCommand.HangUp.class)).isEmpty();
    asked(allow).makeUp(503);
    assertHungUp(annas, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE", "INVITE"})
  void one_that_connected_again_goes_on(String allow) {
    silent(allow);
    asked(allow).loseConnection();
    world.pass(Duration.ofSeconds(10));
    asked(allow).answer(500);
    world.pass(Duration.ofMinutes(5));
    assertGoesOn();
  }

  @Test
  void who_has_left_is_not_asked() {
    FakeReceived annas = silent("UPDATE");
    asked("UPDATE").makeUp(503);
    world.inDialog(annas, "BYE", 2, Body.none());
    world.pass(Duration.ofMinutes(1));
    assertThat(sip.open("UPDATE")).isEmpty();
    assertThat(List.copyOf(world.rules.interactions.values())).isEmpty();
  }
}
