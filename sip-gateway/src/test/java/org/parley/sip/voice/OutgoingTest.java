package org.parley.sip.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.voice.VoiceWorld.ANNA;
import static org.parley.sip.voice.VoiceWorld.ANNAS;
import static org.parley.sip.voice.VoiceWorld.BEN;
import static org.parley.sip.voice.VoiceWorld.BENS;
import static org.parley.sip.voice.VoiceWorld.in;
import static org.parley.sip.voice.VoiceWorld.said;
import static org.parley.sip.voice.VoiceWorld.sdp;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg.Stage;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.sip.signalling.FakeSignalling.Outgoing;
import org.parley.tlib.ConnId;

class OutgoingTest {
  private static final Origin DESKTOP = new Origin("tlib-gateway-1", 1, 7);

  private final VoiceWorld world = new VoiceWorld();
  private final FakeSignalling sip = world.signalling;

  private void leavesNothingBehind() {
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(world.stored).isEmpty();
  }

  @Test
  void a_leg_that_is_called_is_invited_with_what_it_is_to_be_connected_to() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    var invite = sip.last("INVITE").request;
    assertThat(invite.requestUri()).isEqualTo("sip:ben@192.0.2.1:5070");
    assertThat(invite.from().uri()).isEqualTo("sip:1001@192.0.2.100");
    assertThat(invite.from().displayName()).isEqualTo("anna");
    assertThat(invite.to().uri()).isEqualTo("sip:1002@192.0.2.100");
    assertThat(invite.flow()).isEqualTo(VoiceWorld.FLOW);
    assertThat(invite.headers().first("Supported")).contains("timer");
    assertThat(said(invite.body())).isEqualTo(ANNAS.offeredToAnyone());
    assertThat(new String(invite.body().bytes())).contains(" IN IP4 192.0.2.100\r\ns=");
  }

  @Test
  void a_call_that_a_desktop_makes_calls_its_own_endpoint_first_with_nobody() {
    world.make(ANNA, BEN);
    Outgoing annas = sip.last("INVITE");
    assertThat(annas.request.requestUri()).isEqualTo("sip:anna@192.0.2.1:5070");
    assertThat(said(annas.request.body()).direction()).isEqualTo(Direction.INACTIVE);
    assertThat(said(annas.request.body()).port()).isEqualTo(9);
    annas.answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    world.settle();

    Outgoing bens = sip.last("INVITE");
    assertThat(bens.request.requestUri()).isEqualTo("sip:ben@192.0.2.1:5070");
    assertThat(said(bens.request.body())).isEqualTo(ANNAS.offeredToAnyone());
    bens.answer(200, sdp(BENS));
    world.settle();

    Outgoing again = sip.last("INVITE");
    assertThat(again.request.callId()).isEqualTo(annas.request.callId());
    assertThat(said(again.request.body())).isEqualTo(BENS);
    again.answer(200, sdp(ANNAS));
    world.pass(Duration.ofSeconds(10));
    assertThat(world.leg(ANNA).told()).isEqualTo(BENS);
    assertThat(world.leg(BEN).told()).isEqualTo(ANNAS);
    assertThat(sip.all("INVITE")).hasSize(3);
    assertThat(sip.acks).hasSize(3);
  }

  @Test
  void it_rings_once() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(100);
    world.settle();
    assertThat(world.sent(VoiceCommand.Ring.class)).isEmpty();
    sip.last("INVITE").answer(180);
    sip.last("INVITE").answer(183);
    world.settle();
    assertThat(world.sent(VoiceCommand.Ring.class)).hasSize(1);
  }

  @Test
  void a_200_is_acknowledged_and_described_before_it_is_an_answer() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    assertThat(sip.acks).hasSize(1);
    List<VoiceCommand> told = world.sent.subList(1, 3);
    assertThat(told.getFirst())
        .isInstanceOfSatisfying(
            VoiceCommand.Describe.class,
            it -> {
              assertThat(it.far()).isEqualTo(BENS);
              assertThat(it.told()).isEqualTo(ANNAS.offeredToAnyone());
              assertThat(it.offer()).isFalse();
              assertThat(it.hosts()).contains("192.0.2.12", "192.0.2.1");
            });
    assertThat(told.getLast()).isInstanceOf(VoiceCommand.Answer.class);
    assertThat(world.leg(BEN).stage()).isEqualTo(Stage.ANSWERED);
  }

  @Test
  void one_that_answered_is_not_told_the_same_again_while_its_dialog_is_being_kept() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(180);
    sip.last("INVITE").answer(200, sdp(BENS));
    world.happens(new VoiceEvent.Alerted(world.state().calls().keySet().iterator().next(), BEN));
    assertThat(world.leg(BEN).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(sip.all("INVITE")).hasSize(1);
  }

  @Test
  void the_200_may_leave_out_what_the_183_has_said() {
    FakeReceived annas = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(183, sdp(BENS));
    sip.last("INVITE").answer(200);
    world.settle();
    assertThat(world.leg(BEN).far()).isEqualTo(BENS);
    assertThat(annas.code()).isEqualTo(200);
  }

  @Test
  void a_200_that_we_cannot_talk_to_is_hung_up_and_fails() {
    FakeReceived annas = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(200);
    world.settle();
    assertThat(sip.acks).hasSize(1);
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.last(VoiceCommand.Fail.class).status()).isEqualTo(488);
    assertThat(annas.code()).isEqualTo(488);
    leavesNothingBehind();
  }

  @Test
  void a_200_that_names_no_codec_of_the_offer_is_hung_up_and_fails() {
    FakeReceived annas = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(200, sdp(speaking(BENS, new Format(9, "G722", 8000, null))));
    world.settle();
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(annas.code()).isEqualTo(488);
    leavesNothingBehind();
  }

  private static AudioDescription speaking(AudioDescription audio, Format format) {
    return new AudioDescription(audio.host(), audio.port(), List.of(format), audio.direction());
  }

  @Test
  void who_knows_another_codec_of_the_mixer_is_waited_for_and_seated() {
    FakeReceived annas = world.invite(ANNA, BEN, sdp(ANNAS));
    AudioDescription pcma = speaking(BENS, new Format(8, "PCMA", 8000, null));
    assertThat(said(sip.last("INVITE").request.body()).hasAudioInCommonWith(pcma)).isTrue();
    sip.last("INVITE").answer(200, sdp(pcma));
    world.settle();
    assertThat(world.leg(BEN).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(world.state().targetOf(BEN)).isEqualTo(new Target.NotYet());
    assertThat(annas.code()).isLessThan(200);
  }

  @Test
  void who_knows_no_codec_of_the_mixer_has_its_offer_passed_on_as_it_is() {
    AudioDescription opus = speaking(ANNAS, new Format(96, "opus", 48_000, null));
    world.invite(ANNA, BEN, sdp(opus));
    assertThat(said(sip.last("INVITE").request.body())).isEqualTo(opus);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 480, 486, 488, 500, 503, 600, 603})
  void a_refusal_is_told_as_it_is(int code) {
    FakeReceived annas = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(code);
    world.settle();
    assertThat(world.sent(VoiceCommand.Fail.class)).extracting("status").containsExactly(code);
    assertThat(annas.code()).isEqualTo(code);
    leavesNothingBehind();
  }

  @Test
  void with_nothing_registered_it_is_480() {
    world.register(BEN);
    world.invite(ANNA, BEN, sdp(ANNAS));
    assertThat(world.last(VoiceCommand.Fail.class).status()).isEqualTo(480);
    assertThat(sip.sent).isEmpty();
    leavesNothingBehind();
  }

  @Test
  void one_that_says_nothing_at_all_is_408() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    world.pass(Duration.ofSeconds(9));
    assertThat(world.last(VoiceCommand.Fail.class).status()).isEqualTo(408);
    leavesNothingBehind();
  }

  @Test
  void the_next_contact_is_tried_when_one_is_not_there() {
    world.register(BEN, "sip:desk@192.0.2.1:5070", "sip:mobile@192.0.2.1:5070");
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").makeUp(503);
    assertThat(sip.last("INVITE").request.requestUri()).isEqualTo("sip:mobile@192.0.2.1:5070");
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    assertThat(world.leg(BEN).stage()).isEqualTo(Stage.ANSWERED);
  }

  @Test
  void a_redirection_is_followed() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE")
        .answer(
            302,
            HeaderFields.none(),
            Body.none(),
            false,
            List.of(NameAddr.of("sip:elsewhere@192.0.2.9")));
    assertThat(sip.last("INVITE").request.requestUri()).isEqualTo("sip:elsewhere@192.0.2.9");
  }

  @Test
  void a_call_that_ends_is_cancelled_and_an_answer_that_crosses_it_is_hung_up() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    Outgoing bens = sip.last("INVITE");
    bens.answer(180);
    world.settle();
    world.release(world.state().calls().keySet().iterator().next(), ANNA);
    assertThat(bens.cancelled).isTrue();
    bens.answer(200, sdp(BENS));
    world.settle();
    assertThat(sip.acks).hasSize(1);
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.sent(VoiceCommand.Answer.class)).isEmpty();
    leavesNothingBehind();
  }

  @Test
  void who_is_another_instance_s_is_not_called() {
    world.notOurs.add(BEN);
    world.invite(ANNA, BEN, sdp(ANNAS));
    assertThat(sip.sent).isEmpty();
    world.notOurs.clear(); // until that one is dead
    world.pass(Duration.ofSeconds(6));
    assertThat(sip.all("INVITE")).hasSize(1);
  }

  @Test
  void an_endpoint_that_takes_talk_is_told_to_answer() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    Outgoing invite = sip.last("INVITE");
    invite.answer(180, "Allow-Events", "talk, hold");
    world.settle();
    world.happens(new VoiceEvent.AnswerAsked(DESKTOP, connId(), BEN));
    Outgoing notify = sip.last("NOTIFY");
    assertThat(notify.request.headers().first("Event")).contains("talk");
    assertThat(notify.request.to().tag()).isEqualTo("phone");
    notify.answer(200);
    invite.answer(200, sdp(BENS));
    world.settle();
    assertThat(world.sent(VoiceCommand.RefuseAnswer.class)).isEmpty();
    world.release(connId(), ANNA);
    assertThat(sip.last("BYE").request.cseq()).isGreaterThan(notify.request.cseq());
  }

  private ConnId connId() {
    return world.state().calls().keySet().iterator().next();
  }

  @Test
  void another_one_is_not() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(180);
    world.settle();
    world.happens(new VoiceEvent.AnswerAsked(DESKTOP, connId(), BEN));
    assertThat(sip.all("NOTIFY")).isEmpty();
    assertThat(world.last(VoiceCommand.RefuseAnswer.class).origin()).isEqualTo(DESKTOP);
  }

  @Test
  void nor_is_one_that_does_not_take_it_after_all() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(180, "Allow-Events", "talk");
    world.settle();
    world.happens(new VoiceEvent.AnswerAsked(DESKTOP, connId(), BEN));
    sip.last("NOTIFY").answer(489);
    world.settle();
    assertThat(world.sent(VoiceCommand.RefuseAnswer.class)).hasSize(1);
  }
}
