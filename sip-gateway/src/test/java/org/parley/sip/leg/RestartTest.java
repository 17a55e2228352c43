package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.leg.World.ANNA;
import static org.parley.sip.leg.World.BEN;
import static org.parley.sip.leg.World.IM;
import static org.parley.sip.leg.World.text;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;

class RestartTest {
  private final World world = new World();
  private final FakeSignalling sip = world.signalling;

  private void isOver() {
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(world.stored).isEmpty();
  }

  @Test
  void a_dialog_goes_on_and_what_was_not_delivered_is_sent() {
    ConnId connId = world.talking();
    var invite = sip.last("INVITE");
    world.say(connId, ANNA, "one");
    sip.last("MESSAGE").answer(200);
    world.say(connId, ANNA, "two");
    world.settle();

    world.restart();

    assertThat(sip.sent).hasSize(1);
    var message = sip.last("MESSAGE").request;
    assertThat(new String(message.body().bytes())).isEqualTo("two");
    assertThat(message.callId()).isEqualTo(invite.request.callId());
    assertThat(message.from().tag()).isEqualTo(invite.request.from().tag());
    assertThat(message.to().tag()).isEqualTo("phone");
    assertThat(message.cseq()).isGreaterThan(10_000);
    assertThat(message.flow()).isEqualTo(World.FLOW);
    FakeReceived theirs = world.inDialog(invite, "MESSAGE", 3, text("three"));
    world.settle();
    assertThat(theirs.code()).isEqualTo(200);
    assertThat(world.inDialog(invite, "BYE", 4, Body.none()).code()).isEqualTo(200);
    isOver();
  }

  @Test
  void what_the_endpoint_did_meanwhile_shows_as_481() {
    ConnId connId = world.talking();
    world.restart();
    world.say(connId, ANNA, "one");
    sip.last("MESSAGE").answer(481);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    assertThat(world.events(ImEvent.Undelivered.class)).hasSize(1);
    isOver();
  }

  @Test
  void a_session_that_ended_meanwhile_delivers_what_is_left_and_says_bye() {
    ConnId connId = world.talking();
    world.say(connId, ANNA, "one");
    world.settle();
    world.tell(
        connId,
        java.util.List.of(
            new ImEvent.Ended(
                null,
                connId,
                ANNA,
                EndCause.RELEASED,
                world.time.now(),
                world.time.now().plusSeconds(60))));
    // The process died before it could do anything about it.
    world.restart();
    assertThat(sip.all("BYE")).isEmpty();
    sip.last("MESSAGE").answer(200);
    assertThat(sip.all("BYE")).hasSize(1);
    isOver();
  }

  @Test
  void a_session_that_is_gone_altogether_gets_its_bye() {
    ConnId connId = world.talking();
    world.im.sessions.remove(connId);
    world.restart();
    assertThat(sip.all("BYE")).hasSize(1);
    isOver();
  }

  @Test
  void an_endpoint_that_rang_is_called_again_if_the_invitation_still_stands() {
    ConnId connId = world.invite(ANNA, BEN, null);
    world.restart();
    assertThat(sip.all("INVITE")).hasSize(1);
    sip.last("INVITE").answer(180);
    world.settle();
    assertThat(world.events(ImEvent.Alerted.class)).hasSize(1);
    world.restart();
    assertThat(sip.all("INVITE")).hasSize(1);
    world.release(connId, ANNA);
    world.restart();
    assertThat(sip.all("INVITE")).isEmpty();
    isOver();
  }

  @Test
  void an_invitation_that_rings_at_a_desktop_alone_is_left_alone() {
    world.im.invitedHasEndpoint = false;
    world.invite(ANNA, BEN, null);
    world.register(BEN);
    world.restart();
    assertThat(sip.sent).isEmpty();
    assertThat(world.events(ImEvent.Ended.class)).isEmpty();
  }

  @Test
  void an_endpoint_whose_yes_was_not_heard_of_is_heard_after_the_restart() {
    ConnId connId = world.invite(ANNA, BEN, "hello");
    sip.last("INVITE").answer(200, IM);
    world.pass(Duration.ZERO);
    world.commands.clear(); // the Accept was never sent
    world.restart();
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(sip.all("MESSAGE")).hasSize(1);
    assertThat(sip.all("INVITE")).isEmpty();
  }

  @Test
  void a_caller_who_was_not_answered_yet_is_given_up() {
    world.im.invitedHasEndpoint = false;
    world.from("INVITE", "sip:1001@h", "sip:1002@h", 10, "c1", IM);
    world.settle();
    assertThat(world.stored).hasSize(1);
    world.register(BEN);
    world.restart();
    world.settle();
    assertThat(world.last(ImEvent.Ended.class).cause()).isEqualTo(EndCause.CANCELLED);
    assertThat(sip.sent).isEmpty();
    isOver();
  }

  @Test
  void a_caller_who_was_answered_goes_on() {
    world.im.invitedHasEndpoint = false;
    FakeReceived invite = world.from("INVITE", "sip:1001@h", "sip:1002@h", 10, "c1", IM);
    world.settle();
    ConnId connId = world.last(ImEvent.Invited.class).connId();
    world.accept(connId, BEN);
    world.restart();
    world.ack(invite, Body.none());
    world.say(connId, BEN, "hello");
    assertThat(sip.last("MESSAGE").request.to().tag()).isEqualTo("theirs");
  }

  @Test
  void page_mode_goes_on() {
    world.im.invitedHasEndpoint = false;
    world.from("MESSAGE", "sip:1001@h", "sip:1002@h", 1, "p1", text("hello"));
    world.settle();
    ConnId connId = world.last(ImEvent.Invited.class).connId();
    world.accept(connId, BEN);
    world.restart();
    world.say(connId, BEN, "answer");
    assertThat(sip.last("MESSAGE").request.requestUri()).isEqualTo("sip:anna@192.0.2.1:5070");
    world.release(connId, BEN);
    sip.last("MESSAGE").answer(200);
    isOver();
  }

  @Test
  void session_timers_go_on() {
    world.invite(ANNA, BEN, null);
    HeaderFields headers =
        HeaderFields.of("Session-Expires", "600;refresher=uac").with("Allow", "UPDATE");
    sip.last("INVITE").answer(200, headers, IM, false);
    world.settle();
    world.restart();
    world.pass(Duration.ofSeconds(300));
    assertThat(sip.all("UPDATE")).hasSize(1);
  }

  @Test
  void the_log_read_anew_is_no_restart_and_shows_what_was_missed() {
    ConnId connId = world.talking();
    ImSession before = world.session(connId);
    ImSession after =
        ImSession.evolve(
            before,
            new ImEvent.Ended(
                null,
                connId,
                ANNA,
                EndCause.RELEASED,
                world.time.now(),
                world.time.now().plusSeconds(60)));
    world.im.sessions.put(connId, java.util.Objects.requireNonNull(after));
    world.board.sessionsRestored(0, Map.of(connId.interaction().toString(), after));
    assertThat(sip.all("BYE")).hasSize(1);
    isOver();
  }

  @Test
  void legs_of_a_living_instance_are_left_alone_and_those_of_a_dead_one_are_called_anew() {
    ConnId connId = world.talking();
    world.say(connId, ANNA, "one");
    sip.last("MESSAGE").answer(200);
    world.settle();
    SipLeg own = world.stored.get(connId + " 1002");
    SipLeg theirs =
        new SipLeg(
            own.connId(),
            own.dn(),
            "sip-gateway-2",
            own.dialog(),
            own.localUri(),
            own.remoteUri(),
            own.deliveredSeq(),
            null);
    world.stored.put(connId + " 1002", theirs);
    world.restart();
    world.say(connId, ANNA, "two");
    world.pass(Duration.ofSeconds(30));
    assertThat(sip.sent).isEmpty();

    world.deadGateways.add("sip-gateway-2");
    world.pass(Duration.ofSeconds(5));
    assertThat(sip.all("INVITE")).hasSize(1);
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(new String(sip.last("MESSAGE").request.body().bytes())).isEqualTo("two");
    assertThat(world.events(ImEvent.Accepted.class)).hasSize(1);
    assertThat(world.stored.get(connId + " 1002").gateway()).isEqualTo("sip-gateway-1");
  }

  @Test
  void a_leg_that_another_instance_goes_on_with_in_its_dialog_is_let_go() {
    ConnId connId = world.talking();
    SipLeg own = world.stored.get(connId + " 1002");
    SipLeg theirs =
        new SipLeg(
            own.connId(),
            own.dn(),
            "sip-gateway-2",
            own.dialog(),
            own.localUri(),
            own.remoteUri(),
            0,
            null);
    world.stored.put(connId + " 1002", theirs);
    world.board.legChanged(connId + " 1002", theirs);
    world.say(connId, ANNA, "one");
    assertThat(sip.all("MESSAGE")).isEmpty();
    assertThat(sip.all("BYE")).isEmpty();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(world.stored.get(connId + " 1002")).isEqualTo(theirs);
  }

  /** A session whose endpoint was told one message by an instance that is dead. */
  private ConnId leftByTheDead() {
    ConnId connId = world.talking();
    world.say(connId, ANNA, "one");
    sip.last("MESSAGE").answer(200);
    world.settle();
    SipLeg own = world.stored.get(connId + " 1002");
    world.stored.put(
        connId + " 1002",
        new SipLeg(
            own.connId(),
            own.dn(),
            "sip-gateway-2",
            own.dialog(),
            own.localUri(),
            own.remoteUri(),
            own.deliveredSeq(),
            null));
    world.restart();
    world.say(connId, ANNA, "two");
    world.deadGateways.add("sip-gateway-2");
    world.pass(Duration.ofSeconds(5));
    return connId;
  }

  @Test
  void an_endpoint_that_is_not_reached_again_is_gone_and_what_it_missed_is_reported() {
    ConnId connId = leftByTheDead();
    sip.last("INVITE").answer(486);
    world.commands.addFirst( // it crosses our Release
        new org.parley.contracts.im.ImCommand.Say(
            new org.parley.contracts.Origin("tlib-gateway-1", 1, 1),
            connId,
            ANNA,
            "anna",
            new org.parley.contracts.im.ImCommand.Draft("m3", "text/plain", "three")));
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    assertThat(world.events(ImEvent.Undelivered.class))
        .extracting(ImEvent.Undelivered::seq)
        .containsExactly(2, 3);
    isOver();
  }

  @Test
  void a_session_that_ends_while_its_endpoint_is_called_anew_reports_what_it_missed() {
    ConnId connId = leftByTheDead();
    world.release(connId, ANNA);
    assertThat(sip.last("INVITE").cancelled).isTrue();
    sip.last("INVITE").answer(487);
    world.settle();
    assertThat(world.events(ImEvent.Undelivered.class))
        .extracting(ImEvent.Undelivered::seq)
        .containsExactly(2);
    isOver();
  }

  @Test
  void none_mode_while_the_endpoint_is_called_anew_leaves_the_session_to_the_desktop() {
    ConnId connId = leftByTheDead();
    world.option(BEN, ChatSignaling.NONE);
    sip.last("INVITE").answer(487);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(world.events(ImEvent.Undelivered.class)).isEmpty();
    isOver();
  }

  @Test
  void none_mode_that_came_meanwhile_ends_the_dialog_and_not_the_session() {
    ConnId connId = world.talking();
    world.say(connId, ANNA, "one");
    world.settle();
    world.options.put(BEN, ChatSignaling.NONE);
    world.restart();
    world.settle();
    assertThat(sip.sent).hasSize(1);
    assertThat(sip.last("BYE").request.headers().first("Reason")).isPresent();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(world.events(ImEvent.Undelivered.class)).isEmpty();
    isOver();
  }

  @Test
  void a_phone_that_still_rings_is_busy_and_refuses_nothing() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(180);
    world.settle();
    world.restart();
    sip.last("INVITE").answer(486);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Establishing.class);
    world.restart();
    sip.last("INVITE").answer(180);
    sip.last("INVITE").answer(486);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    isOver();
  }

  @Test
  void an_endpoint_that_a_dead_instance_rang_rings_again() {
    world.notOurs.add(BEN);
    ConnId connId = world.invite(ANNA, BEN, null);
    world.commands.add(
        new org.parley.contracts.im.ImCommand.Alert(
            new org.parley.contracts.Origin("sip-gateway-2#x", 1, 1), connId, BEN));
    world.settle();
    world.notOurs.clear(); // registered here, while the other one rings it
    world.pass(Duration.ofSeconds(10));
    assertThat(sip.sent).isEmpty();
    world.deadGateways.add("sip-gateway-2");
    world.pass(Duration.ofSeconds(5));
    assertThat(sip.all("INVITE")).hasSize(1);
    world.pass(Duration.ofSeconds(7));
    assertThat(sip.all("INVITE")).hasSize(1);
  }

  @Test
  void an_invite_that_was_not_read_before_the_restart_is_taken_back() {
    world.im.invitedHasEndpoint = false;
    world.from("INVITE", "sip:1001@h", "sip:1002@h", 10, "c1", IM);
    world.pass(Duration.ZERO);
    assertThat(world.commands).hasSize(1);
    assertThat(world.stored).hasSize(1);
    world.restart();
    world.settle();
    assertThat(world.last(ImEvent.Ended.class).cause()).isEqualTo(EndCause.CANCELLED);
    isOver();
  }

  @Test
  void a_dialog_in_the_place_of_which_another_instance_has_one_is_ended() {
    ConnId connId = world.talking();
    SipLeg own = world.stored.get(connId + " 1002");
    var dialog =
        new SipLeg.DialogState(
            "theirs", "l", "r", "sip:p@h", java.util.List.of(), 1, 1, null, 0, false, false, 0, 0);
    SipLeg theirs =
        new SipLeg(own.connId(), own.dn(), "sip-gateway-2", dialog, "sip:a@h", "sip:b@h", 0, null);
    world.board.legChanged(connId + " 1002", theirs);
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
  }

  @Test
  void an_invitation_of_a_dead_instance_is_delivered_by_the_one_whose_it_is_now() {
    world.notOurs.add(BEN);
    world.invite(ANNA, BEN, null);
    assertThat(sip.sent).isEmpty();
    world.notOurs.clear();
    world.pass(Duration.ofSeconds(20));
    assertThat(sip.all("INVITE")).hasSize(1);
  }

  @Test
  void a_leg_is_written_once_at_a_time_and_last_as_it_is_last() {
    ConnId connId = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(200, IM);
    world.settle();
    world.holdWrites = true;
    for (int i = 0; i < 5; i++) {
      world.say(connId, ANNA, "m" + i);
      sip.last("MESSAGE").answer(200);
    }
    assertThat(world.writes).hasSize(1);
    world.writes.remove().run();
    assertThat(world.writes).hasSize(1);
    world.writes.remove().run();
    assertThat(world.writes).isEmpty();
    assertThat(world.stored.get(connId + " 1002").deliveredSeq()).isEqualTo(5);
  }
}
