package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.leg.World.ANNA;
import static org.parley.sip.leg.World.AUDIO;
import static org.parley.sip.leg.World.BEN;
import static org.parley.sip.leg.World.CUSTOMER;
import static org.parley.sip.leg.World.IM;
import static org.parley.sip.leg.World.TRUNK;
import static org.parley.sip.leg.World.text;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.im.ImCommand.Invite;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.sip.auth.Verdict;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

class OfferedTest {
  private final World world = new World();
  private final FakeSignalling sip = world.signalling;

  OfferedTest() {
    world.im.invitedHasEndpoint = false; // Ben has a desktop only
  }

  private FakeReceived invite(Body sdp) {
    return invite("sip:1002@parley.example", sdp);
  }

  private FakeReceived invite(String to, Body sdp) {
    FakeReceived invite = world.from("INVITE", "sip:1001@h", to, 10, "c1", sdp);
    world.settle();
    return invite;
  }

  private ConnId connId() {
    return world.last(ImEvent.Invited.class).connId();
  }

  private void isOver() {
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(world.stored).isEmpty();
  }

  @Test
  void an_invite_begins_a_session_and_is_answered_as_it_goes() {
    FakeReceived invite = invite(IM);
    assertThat(invite.codes()).containsExactly(180);
    ImSession session = world.session(connId());
    assertThat(session.call().parties().getFirst().dn()).isEqualTo(ANNA);
    assertThat(session.call().callType()).isEqualTo(CallType.INTERNAL);

    world.accept(connId(), BEN);
    assertThat(invite.codes()).containsExactly(180, 200);
    assertThat(invite.answers.get(0).toTag()).isEqualTo(invite.answers.get(1).toTag());
    assertThat(invite.answers.get(1).body().mediaType()).isEqualTo("application/sdp");
    assertThat(invite.answers.get(1).headers().first("Allow")).isPresent();

    world.say(connId(), BEN, "hello");
    assertThat(sip.all("MESSAGE")).isEmpty(); // not before the ACK
    world.ack(invite, Body.none());
    assertThat(sip.last("MESSAGE").request.to().tag()).isEqualTo("theirs");
    assertThat(sip.last("MESSAGE").request.requestUri()).isEqualTo("sip:phone@192.0.2.1:5070");
    assertThat(world.stored).containsOnlyKeys(connId() + " 1001");
  }

  @Test
  void the_endpoint_of_the_invited_party_has_to_ring_before_there_is_a_180() {
    world.im.invitedHasEndpoint = true;
    FakeReceived invite = invite(IM);
    assertThat(invite.codes()).isEmpty();
    sip.last("INVITE").answer(180);
    world.settle();
    assertThat(invite.codes()).containsExactly(180);
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(invite.codes()).containsExactly(180, 200);
    world.ack(invite, Body.none());
    FakeReceived message = world.inDialog(invite, "MESSAGE", 11, text("from end to end"));
    world.settle();
    assertThat(message.code()).isEqualTo(200);
    assertThat(sip.all("MESSAGE")).hasSize(1);
    assertThat(world.board.legs()).isEqualTo(2);
  }

  @Test
  void text_before_the_answer_waits_in_the_session() {
    FakeReceived invite = invite(IM);
    FakeReceived message = world.inDialog(invite, "MESSAGE", 11, text("early"));
    world.settle();
    assertThat(message.code()).isEqualTo(200);
    assertThat(world.session(connId()).transcript().messages())
        .extracting(ImMessage::text)
        .containsExactly("early");
  }

  @ParameterizedTest
  @CsvSource({
    "sip:1777@h, 404",
    "sip:h, 404",
    "tel:+4930123, 416",
    "sip:6999@h, 403",
    "sips:1002@h, 180",
    "sip:10%302@h, 180",
    "sip:7000@h, 501",
  })
  void the_request_uri_says_who_is_invited(String to, int code) {
    world.im.refusals.put(new Dn("7000"), TlibError.UNSUP_OPER);
    assertThat(invite(to, IM).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "INV_CALD_DN, 404",
    "UNSUP_OPER, 501",
    "DEST_INV_STATE, 488",
    "TOO_MANY_REQ, 480",
  })
  void a_refusal_is_answered(TlibError error, int code) {
    world.im.refusals.put(BEN, error);
    assertThat(invite(IM).codes()).containsExactly(code);
    isOver();
  }

  @Test
  void only_im_sessions_are_taken() {
    FakeReceived audio = invite(AUDIO);
    assertThat(audio.code()).isEqualTo(488);
    assertThat(audio.answers.getLast().headers().first("Warning"))
        .contains("304 parley \"Media type not available\"");
    assertThat(invite(Body.of("application/sdp", "nonsense")).code()).isEqualTo(400);
    assertThat(invite(Body.of("text/plain", "hello")).code()).isEqualTo(415);
    assertThat(world.commands).isEmpty();
    isOver();
  }

  @Test
  void who_may_not_is_turned_away() {
    world.verdict = new Verdict.Challenge(Answer.of(401, "Unauthorized"));
    assertThat(invite(IM).codes()).containsExactly(401);
    world.verdict = new Verdict.Refused(Answer.of(403, "Forbidden"));
    assertThat(invite(IM).codes()).containsExactly(403);
    world.verdict = null;
    world.options.put(ANNA, ChatSignaling.NONE);
    assertThat(invite(IM).codes()).containsExactly(403);
  }

  @Test
  void an_invite_without_an_offer_gets_ours_and_answers_in_its_ack() {
    FakeReceived invite = invite(Body.none());
    world.accept(connId(), BEN);
    assertThat(invite.answers.getLast().body().mediaType()).isEqualTo("application/sdp");
    world.ack(invite, IM);
    world.say(connId(), BEN, "hello");
    assertThat(sip.all("MESSAGE")).hasSize(1);
  }

  @Test
  void an_answer_in_the_ack_that_is_no_im_ends_it() {
    FakeReceived invite = invite(Body.none());
    world.accept(connId(), BEN);
    world.ack(invite, AUDIO);
    assertThat(sip.all("BYE")).hasSize(1);
    world.settle();
    assertThat(world.session(connId())).isInstanceOf(ImSession.Ended.class);
    isOver();
  }

  @Test
  void a_200_that_is_never_acknowledged_ends_it() {
    FakeReceived invite = invite(IM);
    world.accept(connId(), BEN);
    world.board.onNoAck(invite);
    world.settle();
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.session(connId())).isInstanceOf(ImSession.Ended.class);
    isOver();
  }

  @Test
  void an_end_before_the_ack_waits_with_the_bye() {
    FakeReceived invite = invite(IM);
    world.accept(connId(), BEN);
    world.release(connId(), BEN);
    world.pass(Delivery.LAST_CHANCE);
    assertThat(sip.all("BYE")).isEmpty();
    assertThat(world.board.legs()).isZero();
    world.ack(invite, Body.none());
    assertThat(sip.all("BYE")).hasSize(1);
    isOver();
  }

  @ParameterizedTest
  @CsvSource({
    "REJECTED, 603",
    "EXPIRED, 480",
    "UNANSWERED, 480",
    "OUT_OF_SERVICE, 480",
    "UNKNOWN_ADDRESS, 404",
    "UNREACHABLE, 500",
    "CANCELLED, 487",
  })
  void an_end_before_the_answer_is_the_answer(EndCause cause, int code) {
    FakeReceived invite = invite(IM);
    ConnId connId = connId();
    world.tell(
        connId,
        java.util.List.of(
            new ImEvent.Ended(
                null, connId, null, cause, world.time.now(), world.time.now().plusSeconds(60))));
    assertThat(invite.code()).isEqualTo(code);
    isOver();
  }

  @Test
  void a_cancel_ends_the_invitation() {
    FakeReceived invite = invite(IM);
    invite.cancelledByPeer();
    world.board.onCancel(invite);
    world.settle();
    assertThat(world.last(ImEvent.Ended.class).cause()).isEqualTo(EndCause.CANCELLED);
    assertThat(invite.codes()).containsExactly(180, 487);
    isOver();
  }

  @Test
  void a_cancel_that_comes_before_the_session_ends_it_when_it_is_there() {
    FakeReceived invite = world.from("INVITE", "sip:1001@h", "sip:1002@h", 10, "c1", IM);
    world.pass(Duration.ZERO);
    invite.cancelledByPeer();
    world.board.onCancel(invite);
    world.settle();
    assertThat(world.last(ImEvent.Ended.class).cause()).isEqualTo(EndCause.CANCELLED);
    isOver();
  }

  @Test
  void a_cancel_that_crosses_the_acceptance_ends_the_session() {
    FakeReceived invite = invite(IM);
    world.commands.add(
        new org.parley.contracts.im.ImCommand.Accept(
            new org.parley.contracts.Origin("g", 1, 1), connId(), BEN, "ben"));
    invite.cancelledByPeer();
    world.board.onCancel(invite);
    world.settle();
    assertThat(world.session(connId())).isInstanceOf(ImSession.Ended.class);
    assertThat(invite.codes()).containsExactly(180, 487);
    isOver();
  }

  @Test
  void nobody_is_invited_before_the_leg_would_survive_a_restart() {
    world.holdWrites = true;
    FakeReceived invite = invite(IM);
    assertThat(world.commands).isEmpty();
    world.flushWrites();
    assertThat(world.commands).hasSize(1);
    assertThat(world.stored).hasSize(1);
    world.settle();
    assertThat(invite.codes()).containsExactly(180);
  }

  @Test
  void a_leg_that_cannot_be_kept_is_503_and_invites_nobody() {
    world.holdWrites = true;
    FakeReceived invite = invite(IM);
    world.pass(Asks.PATIENCE);
    assertThat(invite.codes()).containsExactly(503);
    world.flushWrites();
    world.flushWrites();
    assertThat(world.commands).isEmpty();
    isOver();
  }

  @Test
  void a_cancel_before_the_leg_is_kept_invites_nobody() {
    world.holdWrites = true;
    FakeReceived invite = invite(IM);
    invite.cancelledByPeer();
    world.board.onCancel(invite);
    world.flushWrites();
    assertThat(world.commands).isEmpty();
    isOver();
  }

  @ParameterizedTest
  @CsvSource({"INFO, 200", "OPTIONS, 200", "REFER, 405", "NOTIFY, 481"})
  void other_requests_in_the_early_dialog_are_answered_as_in_a_dialog(String method, int code) {
    FakeReceived invite = invite(IM);
    assertThat(world.inDialog(invite, method, 11, Body.none()).code()).isEqualTo(code);
  }

  @Test
  void a_bye_in_the_early_dialog_is_a_cancel() {
    FakeReceived invite = invite(IM);
    assertThat(world.inDialog(invite, "BYE", 11, Body.none()).code()).isEqualTo(200);
    world.settle();
    assertThat(invite.codes()).containsExactly(180, 487);
    assertThat(world.session(connId())).isInstanceOf(ImSession.Ended.class);
    isOver();
  }

  @Test
  void a_connid_that_is_taken_is_drawn_again() {
    ConnId taken = world.invite(BEN, new Dn("7000"), null);
    world.nextConnIds.add(taken);
    FakeReceived invite = invite(IM);
    assertThat(invite.codes()).containsExactly(180);
    assertThat(connId()).isNotEqualTo(taken);
  }

  @Test
  void with_kafka_down_it_is_503_and_without_an_answer_504() {
    world.kafkaDown = true;
    FakeReceived invite = invite(IM);
    assertThat(invite.code()).isEqualTo(503);
    assertThat(invite.answers.getLast().headers().first("Retry-After")).isPresent();
    world.kafkaDown = false;
    FakeReceived second = world.from("INVITE", "sip:1001@h", "sip:1002@h", 10, "c2", IM);
    world.pass(Duration.ofSeconds(10));
    assertThat(second.code()).isEqualTo(504);
    world.settle(); // the answer comes after all: nobody waits for the session
    assertThat(world.session(connId())).isInstanceOf(ImSession.Ended.class);
    isOver();
  }

  @Test
  void a_session_that_nobody_remembers_asking_for_is_ended() {
    world.from("INVITE", "sip:1001@h", "sip:1002@h", 10, "c2", IM);
    world.pass(Asks.MEMORY);
    world.settle();
    assertThat(world.session(connId())).isInstanceOf(ImSession.Ended.class);
    isOver();
  }

  @Test
  void a_customer_comes_through_its_trunk() {
    world.verdict = new Verdict.Customer(TRUNK, CUSTOMER);
    world.from("INVITE", "sip:carla@out.example", "sip:1002@h", 10, "c1", IM);
    world.pass(Duration.ZERO);
    Invite asked = (Invite) world.commands.getLast();
    assertThat(asked.by()).isEqualTo(CUSTOMER);
    assertThat(asked.entry()).isNotNull();
    assertThat(asked.entry().trunk()).isEqualTo(TRUNK);
    world.settle();
    assertThat(world.session(connId()).call().callType()).isEqualTo(CallType.INBOUND);
  }

  @Test
  void none_mode_that_comes_while_the_caller_waits_sends_it_away_and_leaves_the_session() {
    FakeReceived invite = invite(IM);
    world.option(ANNA, ChatSignaling.NONE);
    assertThat(invite.codes()).containsExactly(180, 403);
    assertThat(world.session(connId())).isInstanceOf(ImSession.Establishing.class);
    isOver();
  }

  @Test
  void a_session_interval_is_agreed() {
    FakeReceived invite =
        world.from(
            "INVITE",
            "sip:1001@h",
            "sip:1002@h",
            10,
            "c1",
            IM,
            HeaderFields.of("Session-Expires", "600").with("Supported", "timer"));
    world.settle();
    world.accept(connId(), BEN);
    assertThat(invite.answers.getLast().headers().first("Session-Expires"))
        .contains("600;refresher=uac");
    FakeReceived small =
        world.from(
            "INVITE",
            "sip:1001@h",
            "sip:1002@h",
            10,
            "c2",
            IM,
            HeaderFields.of("Session-Expires", "10"));
    assertThat(small.code()).isEqualTo(422);
  }
}
