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
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.FakeSignalling;

class VoiceRestartTest {
  private final VoiceWorld world = new VoiceWorld();
  private final FakeSignalling sip = world.signalling;

  @Test
  void dialogs_go_on() {
    VoiceWorld.Talk talk = world.talk();
    world.restart();
    assertThat(world.board.legs()).isEqualTo(2);
    assertThat(sip.sent).isEmpty();

    world.happens(new VoiceEvent.Held(null, talk.connId(), ANNA, Map.of()));
    assertThat(sip.open("INVITE")).hasSize(2);
    var again = toAnna(talk);
    assertThat(again.request.from().tag()).isEqualTo(talk.annas().toTag());
    assertThat(again.request.cseq()).isGreaterThan(1000);
    again.answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    world.settle();
    assertThat(world.inDialog(talk.annas(), "BYE", 9, Body.none()).code()).isEqualTo(200);
    assertThat(world.sent(VoiceCommand.HangUp.class)).hasSize(1);
  }

  @Test
  void what_changed_meanwhile_is_told() {
    VoiceWorld.Talk talk = world.talk();
    world.rules.happens(
        talk.connId(), List.of(new VoiceEvent.Held(null, talk.connId(), ANNA, Map.of())));
    world.restart();
    assertThat(sip.open("INVITE"))
        .hasSize(2)
        .allSatisfy(
            o -> assertThat(said(o.request.body()).direction()).isEqualTo(Direction.INACTIVE));
  }

  @Test
  void what_was_sent_and_not_kept_is_no_number_that_is_used_again() {
    VoiceWorld.Talk talk = world.talk();
    world.happens(new VoiceEvent.Held(null, talk.connId(), ANNA, Map.of()));
    OutgoingRequest lost = toAnna(talk).request;
    world.restart();
    OutgoingRequest again = toAnna(talk).request;
    assertThat(again.cseq()).isGreaterThan(lost.cseq());
    assertThat(version(again.body())).isGreaterThan(version(lost.body()));

    world.restart();
    assertThat(toAnna(talk).request.cseq()).isGreaterThan(again.cseq());
    assertThat(version(toAnna(talk).request.body())).isGreaterThan(version(again.body()));
  }

  @Test
  void an_endpoint_that_took_what_is_not_so_any_more_is_told_again() {
    VoiceWorld.Talk talk = world.talk();
    world.happens(new VoiceEvent.Held(null, talk.connId(), ANNA, Map.of()));
    FakeSignalling.Outgoing lost = toAnna(talk);
    world.rules.happens(
        talk.connId(), List.of(new VoiceEvent.Retrieved(null, talk.connId(), ANNA)));
    world.restart();
    assertThat(sip.sent).isEmpty();

    SipResponse taken =
        lost.response(
            200, HeaderFields.none(), sdp(in(Direction.INACTIVE, ANNAS)), false, List.of());
    world.board.onStraySuccess(taken);
    assertThat(sip.acks).hasSize(1);
    assertThat(said(toAnna(talk).request.body())).isEqualTo(BENS);
    toAnna(talk).answer(200, sdp(ANNAS));
    world.board.onStraySuccess(taken);
    world.settle();
    assertThat(sip.acks).hasSize(3);
    assertThat(sip.open("INVITE")).isEmpty();
  }

  private FakeSignalling.Outgoing toAnna(VoiceWorld.Talk talk) {
    return sip.open("INVITE").stream()
        .filter(o -> o.request.callId().equals(talk.annas().request.callId()))
        .findFirst()
        .orElseThrow();
  }

  private static long version(Body body) {
    return Long.parseLong(new String(body.bytes()).split("\r\n")[1].split(" ")[2]);
  }

  @Test
  void a_caller_and_a_callee_without_an_answer_are_hung_up() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(180);
    world.settle();
    world.restart();
    assertThat(world.sent(VoiceCommand.HangUp.class)).isNotEmpty();
    assertThat(sip.sent).isEmpty();
    assertThat(world.board.legs()).isZero();
    assertThat(world.rules.interactions).isEmpty();
    assertThat(world.stored).isEmpty();
  }

  @Test
  void a_dialog_whose_leg_is_gone_gets_its_bye() {
    VoiceWorld.Talk talk = world.talk();
    world.rules.interactions.clear();
    world.restart();
    assertThat(sip.all("BYE")).hasSize(2);
    assertThat(world.stored).isEmpty();
    assertThat(world.inDialog(talk.annas(), "INFO", 9, Body.none()).code()).isEqualTo(481);
  }

  @Test
  void an_answer_that_was_not_said_is_said() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    world.kafkaDown = true;
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    world.kafkaDown = false;
    world.restart();
    assertThat(world.sent(VoiceCommand.Answer.class)).hasSize(1);
    assertThat(sip.open("INVITE")).hasSize(1); // to hear what it says
    sip.last("INVITE").answer(200, sdp(BENS));
  }

  @Test
  void legs_of_a_living_instance_are_left_alone_and_those_of_a_dead_one_go_on_here() {
    VoiceWorld.Talk talk = world.talk();
    world.stored.replaceAll((_, leg) -> of("sip-gateway-2", leg));
    world.restart();
    world.pass(Duration.ofSeconds(20));
    assertThat(world.board.legs()).isZero();
    assertThat(sip.sent).isEmpty();

    world.deadGateways.add("sip-gateway-2");
    world.pass(Duration.ofSeconds(6));
    assertThat(world.board.legs()).isEqualTo(2);
    assertThat(sip.open("INVITE")).hasSize(2); // they are told where to send from now on
    sip.open("INVITE")
        .forEach(o ->
            o.answer(
                200, sdp(o.request.callId().equals(talk.annas().request.callId()) ? ANNAS : BENS)));
    world.pass(Duration.ofSeconds(6));
    assertThat(sip.open("INVITE")).isEmpty();
    assertThat(world.stored.values()).extracting(SipLeg::gateway).containsOnly("sip-gateway-1");
  }

  private static SipLeg of(String gateway, SipLeg leg) {
    return new SipLeg(
        leg.connId(),
        leg.dn(),
        gateway,
        leg.dialog(),
        leg.localUri(),
        leg.remoteUri(),
        0,
        leg.trunk(),
        leg.voice());
  }

  @Test
  void a_leg_that_another_instance_took_is_let_go_without_a_word() {
    world.talk();
    Map<String, SipLeg> mine = Map.copyOf(world.stored);
    mine.forEach((key, leg) -> world.board.legChanged(key, of("sip-gateway-2", leg)));
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(sip.all("BYE")).isEmpty();
  }

  @Test
  void what_was_missed_is_seen_when_all_is_told_again() {
    world.talk();
    world.rules.interactions.clear();
    world.board.interactionsRestored(0, Map.of());
    world.settle();
    assertThat(sip.all("BYE")).hasSize(2);
    assertThat(world.board.legs()).isZero();
  }
}
