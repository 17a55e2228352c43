package org.parley.sip.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.voice.VoiceWorld.ANNA;
import static org.parley.sip.voice.VoiceWorld.ANNAS;
import static org.parley.sip.voice.VoiceWorld.BEN;
import static org.parley.sip.voice.VoiceWorld.BENS;
import static org.parley.sip.voice.VoiceWorld.audio;
import static org.parley.sip.voice.VoiceWorld.said;
import static org.parley.sip.voice.VoiceWorld.sdp;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceLeg.Stage;
import org.parley.sip.auth.Verdict;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

class IncomingTest {
  private final VoiceWorld world = new VoiceWorld();
  private final FakeSignalling sip = world.signalling;

  private void leavesNothingBehind() {
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(world.stored).isEmpty();
  }

  @Test
  void an_invite_arrives_with_what_it_says_of_its_audio() {
    world.invite(ANNA, BEN, sdp(ANNAS));

    VoiceCommand.Arrive arrive = world.last(VoiceCommand.Arrive.class);
    assertThat(arrive.by()).isEqualTo(ANNA);
    assertThat(arrive.to()).isEqualTo(BEN);
    assertThat(arrive.trunk()).isNull();
    assertThat(arrive.far()).isEqualTo(ANNAS);
    assertThat(arrive.hosts()).isEqualTo(Set.of("192.0.2.11", "192.0.2.1"));
    assertThat(world.leg(ANNA).id()).isEqualTo(arrive.leg());
    assertThat(world.stored).containsKey(arrive.connId() + " " + arrive.leg());
  }

  @Test
  void two_invites_are_two_legs() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    world.invite(ANNA, BEN, sdp(ANNAS));
    assertThat(world.sent(VoiceCommand.Arrive.class)).extracting("leg").doesNotHaveDuplicates();
  }

  @Test
  void a_connid_that_is_taken_is_drawn_again() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    ConnId taken = world.last(VoiceCommand.Arrive.class).connId();
    world.nextConnIds.add(taken);
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));

    VoiceCommand.Arrive arrive = world.last(VoiceCommand.Arrive.class);
    assertThat(arrive.connId()).isNotEqualTo(taken);
    assertThat(world.stored).doesNotContainKey(taken + " " + arrive.leg());
    assertThat(world.stored).containsKey(arrive.connId() + " " + arrive.leg());
    sip.last("INVITE").answer(486);
    world.settle();
    assertThat(invite.codes()).containsExactly(486);
  }

  @Test
  void who_has_given_up_when_its_connid_turns_out_to_be_taken_leaves_nothing_behind() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    world.nextConnIds.add(world.last(VoiceCommand.Arrive.class).connId());
    int stored = world.stored.size();
    world.logStands = true;
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    invite.cancelledByPeer();
    world.board.onCancel(invite);
    world.logStands = false;
    world.settle();
    assertThat(world.board.legs()).isEqualTo(2);
    assertThat(world.stored).hasSize(stored);
  }

  @Test
  void who_draws_only_connids_that_are_taken_is_sent_away() {
    world.invite(ANNA, BEN, sdp(ANNAS));
    ConnId taken = world.last(VoiceCommand.Arrive.class).connId();
    world.nextConnIds.addAll(List.of(taken, taken, taken));
    assertThat(world.invite(ANNA, BEN, sdp(ANNAS)).code()).isEqualTo(503);
    assertThat(world.board.legs()).isEqualTo(2);
  }

  @Test
  void a_customer_arrives_through_its_trunk() {
    world.verdict = new Verdict.Customer(new Dn("6999"), new Dn("carla@out.example"));
    world.invite(ANNA, BEN, sdp(ANNAS));
    VoiceCommand.Arrive arrive = world.last(VoiceCommand.Arrive.class);
    assertThat(arrive.by()).isEqualTo(new Dn("carla@out.example"));
    assertThat(arrive.trunk()).isEqualTo(new Dn("6999"));
  }

  @Test
  void who_is_not_let_in_does_not_arrive() {
    world.verdict = new Verdict.Refused(Answer.of(403, "Forbidden"));
    assertThat(world.invite(ANNA, BEN, sdp(ANNAS)).code()).isEqualTo(403);
    assertThat(world.sent).isEmpty();
  }

  @Test
  void it_rings_where_the_other_one_does_and_is_answered_when_it_answers() {
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    assertThat(invite.codes()).isEmpty();
    sip.last("INVITE").answer(180);
    world.settle();
    assertThat(invite.codes()).containsExactly(180);
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();

    assertThat(invite.code()).isEqualTo(200);
    assertThat(said(invite.answers.getLast().body())).isEqualTo(BENS);
    assertThat(invite.answers.getLast().headers().first("Session-Expires")).isPresent();
    world.ack(invite, Body.none());
    assertThat(world.leg(ANNA).told()).isEqualTo(BENS);
    assertThat(world.leg(BEN).told()).isEqualTo(ANNAS);
    world.pass(Duration.ofSeconds(10));
    assertThat(sip.all("INVITE")).hasSize(1); // nobody has to be told anything more
  }

  @Test
  void early_media_is_told_once_and_again_when_it_changes() {
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(183, sdp(BENS));
    world.settle();
    sip.last("INVITE").answer(183, sdp(BENS));
    world.settle();
    assertThat(invite.codes()).containsExactly(183);
    assertThat(said(invite.answers.getLast().body())).isEqualTo(BENS);

    sip.last("INVITE").answer(183, sdp(audio("192.0.2.99", 6000)));
    world.settle();
    assertThat(invite.codes()).containsExactly(183, 183);
    assertThat(said(invite.answers.getLast().body()).host()).isEqualTo("192.0.2.99");

    sip.last("INVITE").answer(200, sdp(audio("192.0.2.99", 6000)));
    world.settle();
    assertThat(invite.codes()).containsExactly(183, 183, 200);
  }

  @Test
  void a_refusal_is_answered_as_it_is() {
    world.rules.refusals.put(BEN, 404);
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    assertThat(invite.code()).isEqualTo(404);
    assertThat(invite.answers.getLast().reason()).isEqualTo("because");
    leavesNothingBehind();
  }

  @Test
  void what_becomes_of_the_callee_becomes_of_the_caller() {
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(486);
    world.settle();
    assertThat(invite.code()).isEqualTo(486);
    leavesNothingBehind();
  }

  @Test
  void without_a_codec_in_common_nor_a_mixer_it_is_503_in_the_end() {
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    var alaw = List.of(new Format(8, "PCMA", 8000, null));
    var bens = new AudioDescription("192.0.2.12", 5000, alaw, Direction.SEND_RECEIVE);
    sip.last("INVITE").answer(200, sdp(bens));
    world.settle();
    assertThat(world.leg(ANNA).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(invite.codes()).isEmpty();

    world.pass(Duration.ofSeconds(10));
    assertThat(invite.codes()).containsExactly(503);
    sip.last("BYE").answer(200);
    leavesNothingBehind();
  }

  @Test
  void a_caller_who_gives_up_hangs_up() {
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    invite.cancelledByPeer();
    world.board.onCancel(invite);
    world.settle();
    assertThat(world.sent(VoiceCommand.HangUp.class)).hasSize(1);
    assertThat(sip.last("INVITE").cancelled).isTrue();
    sip.last("INVITE").answer(487);
    leavesNothingBehind();
  }

  @Test
  void a_200_without_its_ack_hangs_up() {
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    world.board.onNoAck(invite);
    world.settle();
    assertThat(world.sent(VoiceCommand.HangUp.class)).hasSize(1);
    assertThat(sip.all("BYE")).hasSize(2); // the caller, who may be there still, and the callee
    leavesNothingBehind();
  }

  @Test
  void there_is_no_bye_before_the_ack() {
    FakeReceived invite = world.invite(ANNA, BEN, sdp(ANNAS));
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    world.inDialog(sip.last("INVITE"), "BYE", 1, Body.none());
    assertThat(sip.all("BYE")).isEmpty();
    world.ack(invite, Body.none());
    assertThat(sip.all("BYE")).hasSize(1);
    leavesNothingBehind();
  }

  @Test
  void either_side_hangs_up_and_the_other_gets_its_bye() {
    VoiceWorld.Talk talk = world.talk();
    assertThat(world.inDialog(talk.annas(), "BYE", 2, Body.none()).code()).isEqualTo(200);
    assertThat(world.sent(VoiceCommand.HangUp.class)).hasSize(1);
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(sip.last("BYE").request.callId()).isEqualTo(talk.bens().request.callId());
    leavesNothingBehind();
  }

  @Test
  void a_call_that_a_desktop_releases_ends_both_dialogs() {
    VoiceWorld.Talk talk = world.talk();
    world.release(talk.connId(), ANNA);
    assertThat(sip.all("BYE")).hasSize(2);
    leavesNothingBehind();
  }

  @Test
  void without_an_offer_it_gets_ours_and_answers_in_its_ack() {
    FakeReceived invite = world.invite(ANNA, BEN, Body.none());
    assertThat(world.last(VoiceCommand.Arrive.class).far().direction())
        .isEqualTo(Direction.INACTIVE);
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    assertThat(invite.code()).isEqualTo(200);
    assertThat(said(invite.answers.getLast().body())).isEqualTo(BENS);
    world.ack(invite, sdp(ANNAS));

    assertThat(world.leg(ANNA).far()).isEqualTo(ANNAS);
    assertThat(world.leg(ANNA).told()).isEqualTo(BENS);
    FakeSignalling.Outgoing again = sip.last("INVITE"); // Ben is told where Anna is
    assertThat(said(again.request.body())).isEqualTo(ANNAS);
    again.answer(200, sdp(BENS));
    world.pass(Duration.ofSeconds(10));
    assertThat(sip.open("INVITE")).isEmpty();
    assertThat(sip.all("INVITE")).hasSize(2);
  }

  @Test
  void an_ack_without_an_answer_ends_it() {
    FakeReceived invite = world.invite(ANNA, BEN, Body.none());
    sip.last("INVITE").answer(200, sdp(BENS));
    world.settle();
    world.ack(invite, Body.none());
    assertThat(world.sent(VoiceCommand.HangUp.class)).hasSize(1);
    leavesNothingBehind();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "application/sdp; m=audio 0 RTP/AVP 0; 488",
        "application/sdp; m=audio 4000 RTP/SAVP 0; 488",
        "application/sdp; m=audio 4000 RTP/AVP 101; 488",
        "application/sdp; nonsense; 400",
        "text/plain; hello; 415",
      })
  void what_we_cannot_talk_is_refused(String type, String media, int code) {
    String head = "v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n";
    FakeReceived invite = world.invite(ANNA, BEN, Body.of(type, head + media + "\r\n"));
    assertThat(invite.code()).isEqualTo(code);
    assertThat(world.sent).isEmpty();
    leavesNothingBehind();
  }

  @Test
  void a_session_interval_that_is_too_short_is_422() {
    assertThat(world.invite(ANNA, BEN, sdp(ANNAS), HeaderFields.of("Session-Expires", "30")).code())
        .isEqualTo(422);
  }

  @Test
  void with_kafka_down_it_is_503() {
    world.kafkaDown = true;
    assertThat(world.invite(ANNA, BEN, sdp(ANNAS)).code()).isEqualTo(503);
    leavesNothingBehind();
  }

  @Test
  void an_answered_leg_is_kept_as_such() {
    world.talk();
    assertThat(world.leg(ANNA).stage()).isEqualTo(Stage.ANSWERED);
    assertThat(world.stored.values())
        .hasSize(2)
        .allSatisfy(leg -> {
          assertThat(leg.voice()).isNotNull();
          assertThat(leg.voice().answered()).isTrue();
          assertThat(leg.dialog()).isNotNull();
        });
  }
}
