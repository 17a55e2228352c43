package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.leg.World.ANNA;
import static org.parley.sip.leg.World.AUDIO;
import static org.parley.sip.leg.World.BEN;
import static org.parley.sip.leg.World.IM;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImSession;
import org.parley.sip.line.Attempts;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.sdp.Description;
import org.parley.sip.sdp.ImSdp;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;

class CallingTest {
  private final World world = new World();
  private final FakeSignalling sip = world.signalling;

  private EndCause ended() {
    return world.last(ImEvent.Ended.class).cause();
  }

  private void leavesNothingBehind() {
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(world.stored).isEmpty();
  }

  @Test
  void an_invited_party_s_endpoint_gets_an_invite_with_an_im_sdp() {
    world.invite(ANNA, BEN, "hello");

    var invite = sip.last("INVITE").request;
    assertThat(invite.requestUri()).isEqualTo("sip:ben@192.0.2.1:5070");
    assertThat(invite.from().displayName()).isEqualTo("anna");
    assertThat(invite.from().uri()).isEqualTo("sip:1001@192.0.2.100");
    assertThat(invite.to().uri()).isEqualTo("sip:1002@192.0.2.100");
    assertThat(invite.flow()).isEqualTo(World.FLOW);
    assertThat(invite.headers().first("Supported")).contains("timer");
    assertThat(ImSdp.read(invite.body().bytes())).isInstanceOf(Description.Im.class);
    assertThat(sip.all("MESSAGE")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"180", "183"})
  void ringing_alerts_the_party_once(int code) {
    world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(100);
    world.settle();
    assertThat(world.events(ImEvent.Alerted.class)).isEmpty();
    sip.last("INVITE").answer(code);
    sip.last("INVITE").answer(180);
    world.settle();
    assertThat(world.events(ImEvent.Alerted.class)).hasSize(1);
  }

  @Test
  void a_200_is_acknowledged_accepted_and_kept() {
    ConnId connId = world.invite(ANNA, BEN, "hello");
    sip.last("INVITE").answer(200, IM);
    world.settle();

    assertThat(sip.acks).hasSize(1);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(world.stored).containsOnlyKeys(connId + " 1002");
    assertThat(sip.last("MESSAGE").request.body())
        .isEqualTo(Body.of("text/plain;charset=UTF-8", "hello"));
  }

  @ParameterizedTest
  @CsvSource({
    "404, false, UNKNOWN_ADDRESS",
    "410, false, UNKNOWN_ADDRESS",
    "484, false, UNKNOWN_ADDRESS",
    "604, true, UNKNOWN_ADDRESS",
    "480, false, OUT_OF_SERVICE",
    "480, true, UNANSWERED",
    "408, true, UNANSWERED",
    "487, true, UNANSWERED",
    "486, false, REJECTED",
    "600, false, REJECTED",
    "603, true, REJECTED",
    "415, false, UNREACHABLE",
    "488, false, UNREACHABLE",
    "606, false, UNREACHABLE",
    "400, false, UNREACHABLE",
    "401, false, UNREACHABLE",
    "500, false, UNREACHABLE",
    "503, false, UNREACHABLE",
    "302, false, UNREACHABLE",
    "699, true, UNREACHABLE",
  })
  void a_refusal_ends_the_session_and_says_why(int code, boolean rang, EndCause cause) {
    world.invite(ANNA, BEN, null);
    if (rang) {
      sip.last("INVITE").answer(180);
    }
    sip.last("INVITE").answer(code, HeaderFields.none(), Body.none(), false, List.of());
    world.settle();
    assertThat(ended()).isEqualTo(cause);
    leavesNothingBehind();
  }

  @Test
  void with_nothing_registered_the_dn_is_out_of_service() {
    world.register(BEN);
    world.invite(ANNA, BEN, null);
    assertThat(ended()).isEqualTo(EndCause.OUT_OF_SERVICE);
    assertThat(sip.sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"408", "503"})
  void the_next_contact_is_tried_when_one_is_not_there(int code) {
    world.register(BEN, "sip:a@192.0.2.1", "sip:b@192.0.2.2");
    world.invite(ANNA, BEN, null);
    sip.last("INVITE").makeUp(code);
    assertThat(sip.last("INVITE").request.requestUri()).isEqualTo("sip:b@192.0.2.2");
    assertThat(sip.last("INVITE").request.cseq()).isEqualTo(2);
    sip.last("INVITE").answer(486);
    world.settle();
    assertThat(sip.all("INVITE")).hasSize(2);
    assertThat(ended()).isEqualTo(EndCause.REJECTED);
  }

  @Test
  void a_contact_that_is_silent_is_passed_over_if_there_is_another() {
    world.register(BEN, "sip:a@192.0.2.1", "sip:b@192.0.2.2");
    ConnId connId = world.invite(ANNA, BEN, null);
    var silent = sip.last("INVITE");
    world.pass(Attempts.SILENCE);
    assertThat(silent.cancelled).isTrue();
    assertThat(sip.all("INVITE")).hasSize(2);
    silent.makeUp(408);
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
  }

  @Test
  void an_endpoint_that_says_nothing_at_all_is_not_there() {
    world.invite(ANNA, BEN, null);
    world.pass(Attempts.ABSENCE);
    world.settle();
    assertThat(sip.last("INVITE").cancelled).isTrue();
    assertThat(ended()).isEqualTo(EndCause.UNANSWERED);
    sip.last("INVITE").answer(200, IM);
    assertThat(sip.all("BYE")).hasSize(1);
    leavesNothingBehind();
  }

  @Test
  void an_endpoint_that_tries_has_all_the_time_of_the_invitation() {
    world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(100);
    world.pass(Attempts.ABSENCE);
    world.settle();
    assertThat(world.events(ImEvent.Ended.class)).isEmpty();
  }

  @Test
  void a_contact_that_was_passed_over_and_says_yes_is_sent_away() {
    world.register(BEN, "sip:a@192.0.2.1", "sip:b@192.0.2.2");
    world.invite(ANNA, BEN, null);
    var silent = sip.last("INVITE");
    world.pass(Attempts.SILENCE);
    silent.answer(200, IM);
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.commands).isEmpty();
    sip.last("INVITE").answer(180);
    world.pass(Attempts.SILENCE);
    assertThat(sip.last("INVITE").cancelled).isFalse();
  }

  @Test
  void a_redirection_is_followed_once_and_never_back() {
    world.invite(ANNA, BEN, null);
    List<NameAddr> contacts =
        List.of(
            NameAddr.of("tel:+49"),
            NameAddr.of("sip:low@192.0.2.8").with("q", "0.1"),
            NameAddr.of("sip:ben@192.0.2.1:5070"),
            NameAddr.of("sip:high@192.0.2.9").with("q", "0.9"));
    sip.last("INVITE").answer(302, HeaderFields.none(), Body.none(), false, contacts);
    assertThat(sip.last("INVITE").request.requestUri()).isEqualTo("sip:high@192.0.2.9");
    sip.last("INVITE").answer(302, HeaderFields.none(), Body.none(), false, contacts);
    assertThat(sip.last("INVITE").request.requestUri()).isEqualTo("sip:low@192.0.2.8");
    sip.last("INVITE").answer(302, HeaderFields.none(), Body.none(), false, contacts);
    world.settle();
    assertThat(sip.all("INVITE")).hasSize(3);
    assertThat(ended()).isEqualTo(EndCause.UNREACHABLE);
  }

  @Test
  void a_session_interval_that_is_too_small_is_raised_once() {
    world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(422, "Min-SE", "3600");
    assertThat(sip.last("INVITE").request.headers().first("Session-Expires")).contains("3600");
    sip.last("INVITE").answer(422, "Min-SE", "3600");
    world.settle();
    assertThat(ended()).isEqualTo(EndCause.UNREACHABLE);
  }

  @Test
  void an_endpoint_that_raises_it_again_and_again_is_not_followed() {
    world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(422, "Min-SE", "3600");
    sip.last("INVITE").answer(422, "Min-SE", "3601");
    world.settle();
    assertThat(sip.all("INVITE")).hasSize(2);
    assertThat(ended()).isEqualTo(EndCause.UNREACHABLE);
  }

  @Test
  void what_has_to_get_through_is_sent_until_it_is_or_nobody_needs_it() {
    ConnId connId = world.invite(ANNA, BEN, null);
    world.kafkaDown = true;
    sip.last("INVITE").answer(486);
    world.pass(Duration.ofMinutes(5));
    world.kafkaDown = false;
    world.pass(Duration.ofSeconds(10));
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);

    ConnId other = world.invite(ANNA, BEN, null);
    world.kafkaDown = true;
    sip.last("INVITE").answer(486);
    world.pass(Duration.ZERO);
    world.tell(
        other,
        List.of(
            new ImEvent.Ended(
                null,
                other,
                ANNA,
                EndCause.CANCELLED,
                world.time.now(),
                world.time.now().plusSeconds(60))));
    world.kafkaDown = false;
    world.pass(Duration.ofMinutes(1));
    assertThat(world.commands).isEmpty();
  }

  @Test
  void an_answer_without_an_im_sdp_is_acknowledged_and_ended() {
    world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(200, AUDIO);
    world.settle();
    assertThat(sip.acks).hasSize(1);
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(ended()).isEqualTo(EndCause.UNREACHABLE);
    leavesNothingBehind();
  }

  @Test
  void an_invitation_that_ends_while_it_rings_is_cancelled() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(180);
    world.release(connId, ANNA);
    assertThat(sip.last("INVITE").cancelled).isTrue();
    sip.last("INVITE").answer(487);
    assertThat(world.events(ImEvent.Ended.class)).hasSize(1);
    leavesNothingBehind();
  }

  @Test
  void a_200_that_crosses_the_cancel_is_acknowledged_and_ended() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(180);
    world.release(connId, ANNA);
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(sip.acks).hasSize(1);
    assertThat(sip.all("BYE")).hasSize(1);
    leavesNothingBehind();
  }

  @Test
  void a_desktop_that_accepts_first_takes_the_call_from_the_endpoint() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(180);
    world.settle();
    world.accept(connId, BEN);
    assertThat(sip.last("INVITE").cancelled).isTrue();
    assertThat(sip.last("INVITE").reason).isEqualTo(Calling.ELSEWHERE);
    sip.last("INVITE").answer(487);
    world.say(connId, ANNA, "for the desktop only");
    assertThat(sip.all("MESSAGE")).isEmpty();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    leavesNothingBehind();
  }

  @Test
  void an_endpoint_that_accepts_after_the_desktop_is_sent_away() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(180);
    sip.last("INVITE").answer(200, IM);
    world.pass(Duration.ZERO);
    // The desktop's Accept was decided before ours.
    var ours = world.commands.removeLast();
    world.accept(connId, BEN);
    world.commands.add(ours);
    world.settle();
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    leavesNothingBehind();
  }

  @Test
  void an_accept_that_the_end_overtook_is_ended() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(200, IM);
    world.pass(Duration.ZERO);
    var accept = world.commands.removeLast();
    world.release(connId, ANNA);
    world.commands.add(accept);
    world.settle();
    assertThat(sip.all("BYE")).hasSize(1);
    leavesNothingBehind();
  }

  @Test
  void a_party_takes_part_no_sooner_than_a_restart_would_know_of_it() {
    ConnId connId = world.invite(ANNA, BEN, "hello");
    world.holdWrites = true;
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Establishing.class);
    world.flushWrites();
    assertThat(world.stored).hasSize(1);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(sip.all("MESSAGE")).hasSize(1);
  }

  @Test
  void a_bye_before_the_leg_is_kept_refuses_the_invitation() {
    ConnId connId = world.invite(ANNA, BEN, null);
    world.holdWrites = true;
    sip.last("INVITE").answer(200, IM);
    world.inDialog(sip.last("INVITE"), "BYE", 5, Body.none());
    world.settle();
    world.flushWrites();
    world.flushWrites();
    assertThat(world.events(ImEvent.Accepted.class)).isEmpty();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    leavesNothingBehind();
  }

  @Test
  void a_desktop_that_accepts_before_the_leg_is_kept_has_the_call() {
    ConnId connId = world.invite(ANNA, BEN, null);
    world.holdWrites = true;
    sip.last("INVITE").answer(200, IM);
    world.accept(connId, BEN);
    assertThat(sip.all("BYE")).hasSize(1);
    world.flushWrites();
    world.flushWrites();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    leavesNothingBehind();
  }

  @Test
  void a_bye_while_our_accept_is_under_way_ends_the_session_only_if_it_is_ours() {
    for (boolean desktopFirst : List.of(false, true)) {
      ConnId connId = world.invite(ANNA, BEN, null);
      sip.last("INVITE").answer(200, IM);
      world.pass(Duration.ZERO);
      world.inDialog(sip.last("INVITE"), "BYE", 5, Body.none());
      if (desktopFirst) {
        var ours = List.copyOf(world.commands);
        world.commands.clear();
        world.accept(connId, BEN);
        world.commands.addAll(ours);
      }
      world.settle();
      assertThat(world.session(connId))
          .isInstanceOf(desktopFirst ? ImSession.Connected.class : ImSession.Ended.class);
      world.say(connId, ANNA, "not for the endpoint");
      world.release(connId, ANNA);
      leavesNothingBehind();
    }
    assertThat(world.events(ImEvent.Undelivered.class)).isEmpty();
  }

  @Test
  void a_refusal_that_the_desktop_overtook_ends_nothing() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(486);
    var ours = world.commands.removeLast();
    world.accept(connId, BEN);
    world.commands.add(ours);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    leavesNothingBehind();
  }

  @Test
  void a_200_that_nobody_can_hear_of_ends_the_dialog_and_later_the_session() {
    ConnId connId = world.invite(ANNA, BEN, null);
    world.kafkaDown = true;
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(sip.all("BYE")).hasSize(1);
    world.kafkaDown = false;
    world.pass(Duration.ofSeconds(2));
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    leavesNothingBehind();
  }

  @Test
  void only_one_instance_calls_an_endpoint() {
    world.notOurs.add(BEN);
    world.invite(ANNA, BEN, null);
    assertThat(sip.sent).isEmpty();
  }

  @Test
  void none_mode_that_comes_while_the_endpoint_is_called_lets_the_desktop_ring() {
    world.invite(ANNA, BEN, null);
    world.option(BEN, ChatSignaling.NONE);
    assertThat(sip.last("INVITE").cancelled).isTrue();
    assertThat(world.events(ImEvent.Alerted.class)).hasSize(1);
    sip.last("INVITE").answer(487);
    assertThat(world.events(ImEvent.Ended.class)).isEmpty();
    leavesNothingBehind();
  }

  @Test
  void a_late_18x_and_a_repeated_200_change_nothing() {
    world.talking();
    var invite = sip.last("INVITE");
    world.board.onStraySuccess(
        invite.response(200, HeaderFields.none(), IM, false, List.of(NameAddr.of("sip:p@h"))));
    assertThat(sip.acks).hasSize(2);
    assertThat(sip.acks.get(1)).isEqualTo(sip.acks.get(0));
    assertThat(world.board.legs()).isEqualTo(1);
  }

  @Test
  void a_200_of_another_branch_is_acknowledged_and_ended() {
    world.talking();
    var stray =
        sip.last("INVITE")
            .response(200, HeaderFields.none(), IM, false, List.of(NameAddr.of("sip:p@h")));
    world.board.onStraySuccess(
        new org.parley.sip.message.SipResponse(
            200,
            "OK",
            stray.from(),
            NameAddr.of(stray.to().uri()).withTag("other"),
            stray.callId(),
            stray.cseq(),
            "INVITE",
            stray.contacts(),
            List.of(),
            HeaderFields.none(),
            IM,
            World.FLOW,
            false));
    assertThat(sip.acks.getLast().to().tag()).isEqualTo("other");
    assertThat(sip.last("BYE").request.to().tag()).isEqualTo("other");
    assertThat(world.board.legs()).isEqualTo(1);
  }
}
