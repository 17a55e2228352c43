package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.leg.World.ANNA;
import static org.parley.sip.leg.World.AUDIO;
import static org.parley.sip.leg.World.BEN;
import static org.parley.sip.leg.World.IM;
import static org.parley.sip.leg.World.text;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.sip.content.Contents;
import org.parley.sip.content.Outgoing;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;

class TalkingTest {
  private final World world = new World();
  private final FakeSignalling sip = world.signalling;
  private final ConnId connId = world.talking();
  private final FakeSignalling.Outgoing invite = sip.last("INVITE");

  private FakeReceived from(String method, long cseq, Body body) {
    FakeReceived received = world.inDialog(invite, method, cseq, body);
    world.settle();
    return received;
  }

  private List<String> said() {
    return world.session(connId).transcript().messages().stream().map(ImMessage::text).toList();
  }

  private void isOver() {
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(world.stored).isEmpty();
  }

  private List<String> bodies() {
    return sip.all("MESSAGE").stream().map(m -> new String(m.request.body().bytes())).toList();
  }

  // ---- to the endpoint

  @Test
  void messages_go_out_in_order_and_one_at_a_time() {
    world.say(connId, ANNA, "one");
    world.say(connId, ANNA, "two");
    world.say(connId, ANNA, "three");
    assertThat(bodies()).containsExactly("one");
    sip.last("MESSAGE").answer(200);
    assertThat(bodies()).containsExactly("one", "two");
    sip.last("MESSAGE").answer(202);
    sip.last("MESSAGE").answer(200);
    assertThat(bodies()).containsExactly("one", "two", "three");
    assertThat(sip.all("MESSAGE")).extracting(m -> m.request.cseq()).containsExactly(2L, 3L, 4L);
    world.settle();
    assertThat(world.stored.values().iterator().next().deliveredSeq()).isEqualTo(3);
  }

  @Test
  void what_the_endpoint_s_own_dn_said_is_not_sent_to_it() {
    world.say(connId, BEN, "from the desktop at the same DN");
    world.say(connId, ANNA, "for it");
    assertThat(bodies()).containsExactly("for it");
    assertThat(sip.last("MESSAGE").request.headers().first(Outgoing.SEQ)).contains("2");
    assertThat(sip.last("MESSAGE").request.headers().first(Outgoing.FROM)).contains("1001");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404, 413, 415, 480, 488, 491, 500, 503, 513, 600, 603})
  void a_message_that_is_refused_is_reported_and_the_next_one_goes_out(int code) {
    world.say(connId, ANNA, "one");
    world.say(connId, ANNA, "two");
    sip.last("MESSAGE").answer(code);
    world.settle();
    var undelivered = world.last(ImEvent.Undelivered.class);
    assertThat(undelivered.sipCode()).isEqualTo(code);
    assertThat(undelivered.sender()).isEqualTo(ANNA);
    assertThat(undelivered.seq()).isEqualTo(1);
    assertThat(bodies()).containsExactly("one", "two");
  }

  @Test
  void a_message_is_sent_again_later_where_the_endpoint_asks_for_it() {
    world.say(connId, ANNA, "one");
    sip.last("MESSAGE").answer(503, "Retry-After", "5 (busy)");
    world.pass(Duration.ofSeconds(4));
    assertThat(bodies()).containsExactly("one");
    world.pass(Duration.ofSeconds(1));
    assertThat(bodies()).containsExactly("one", "one");
    sip.last("MESSAGE").answer(200);
    world.settle();
    assertThat(world.events(ImEvent.Undelivered.class)).isEmpty();
  }

  @Test
  void a_message_that_may_have_arrived_is_never_sent_again() {
    world.say(connId, ANNA, "one");
    world.say(connId, ANNA, "two");
    sip.last("MESSAGE").loseConnection();
    world.pass(Duration.ofSeconds(30));
    world.settle();
    assertThat(bodies()).containsExactly("one", "two");
    assertThat(world.last(ImEvent.Undelivered.class).seq()).isEqualTo(1);
  }

  @Test
  void a_few_times_only() {
    world.say(connId, ANNA, "one");
    for (int i = 0; i < Delivery.MAX_TRIES; i++) {
      sip.last("MESSAGE").makeUp(503);
      world.pass(Duration.ofSeconds(1));
    }
    world.settle();
    assertThat(bodies()).hasSize(Delivery.MAX_TRIES);
    assertThat(world.last(ImEvent.Undelivered.class).sipCode()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({"481, 0", "408, 1"})
  void an_endpoint_that_is_gone_ends_the_session_and_all_is_reported(int code, int byes) {
    world.say(connId, ANNA, "one");
    world.say(connId, ANNA, "two");
    sip.last("MESSAGE").answer(code);
    world.settle();
    assertThat(world.events(ImEvent.Undelivered.class))
        .extracting(ImEvent.Undelivered::seq)
        .containsExactly(1, 2);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    assertThat(sip.all("BYE")).hasSize(byes);
    assertThat(bodies()).containsExactly("one");
    isOver();
  }

  @Test
  void a_connection_that_is_gone_is_replaced_by_the_one_that_the_endpoint_registered_over() {
    Flow other = new Flow(Transport.TCP, "192.0.2.1", 40_000);
    sip.deadFlows.add(World.FLOW);
    world.contacts.put(
        BEN,
        List.of(
            new org.parley.sip.location.Contact(
                org.parley.sip.message.SipUri.parse("sip:phone@192.0.2.1:5070").orElseThrow(),
                other,
                "sip-gateway-1")));
    world.say(connId, ANNA, "one");
    assertThat(sip.last("MESSAGE").request.flow()).isEqualTo(other);
    world.contacts.remove(BEN);
    sip.deadFlows.add(other);
    sip.last("MESSAGE").answer(200);
    world.say(connId, ANNA, "two");
    assertThat(sip.last("MESSAGE").request.flow()).isNull();

    Flow third = new Flow(Transport.TCP, "192.0.2.1", 40_002);
    world.contacts.put(
        BEN,
        List.of(
            new org.parley.sip.location.Contact(
                org.parley.sip.message.SipUri.parse("sip:phone@192.0.2.1:40002").orElseThrow(),
                third,
                "sip-gateway-1")));
    sip.last("MESSAGE").answer(200);
    world.say(connId, ANNA, "three");
    assertThat(sip.last("MESSAGE").request.flow()).isEqualTo(third);
    assertThat(sip.last("MESSAGE").request.requestUri()).isEqualTo("sip:phone@192.0.2.1:5070");
  }

  @Test
  void requests_of_another_far_end_are_of_no_dialog() {
    for (String method : List.of("MESSAGE", "BYE", "INVITE", "INFO")) {
      FakeReceived forged =
          world.receive(
              new org.parley.sip.message.SipRequest(
                  method,
                  "sip:192.0.2.100",
                  invite.request.to().withTag("another"),
                  invite.request.from(),
                  invite.request.callId(),
                  5,
                  List.of(),
                  List.of(),
                  HeaderFields.none(),
                  method.equals("MESSAGE") ? text("forged") : Body.none(),
                  World.FLOW));
      world.settle();
      assertThat(forged.code()).isEqualTo(481);
    }
    assertThat(said()).isEmpty();
    assertThat(from("MESSAGE", 5, text("true")).code()).isEqualTo(200);
  }

  // ---- from the endpoint

  @Test
  void what_the_endpoint_says_is_answered_when_it_is_in_the_log() {
    FakeReceived message = world.inDialog(invite, "MESSAGE", 5, text("Grüße"));
    assertThat(message.isAnswered()).isFalse();
    world.settle();
    assertThat(message.codes()).containsExactly(200);
    assertThat(said()).containsExactly("Grüße");
    assertThat(sip.all("MESSAGE")).isEmpty();
  }

  @Test
  void a_repeated_message_is_said_once() {
    FakeReceived first = world.inDialog(invite, "MESSAGE", 5, text("one"));
    world.commands.clear(); // lost, or so it seems
    world.pass(Duration.ofSeconds(10));
    assertThat(first.codes()).containsExactly(504);
    assertThat(from("MESSAGE", 5, text("one")).codes()).containsExactly(200);
    assertThat(from("MESSAGE", 5, text("one")).codes()).containsExactly(200);
    assertThat(said()).containsExactly("one");
  }

  @Test
  void requests_that_come_too_late_are_500_and_no_harm() {
    assertThat(from("MESSAGE", 7, text("seven")).code()).isEqualTo(200);
    assertThat(from("MESSAGE", 6, text("six")).code()).isEqualTo(500);
    assertThat(from("MESSAGE", 8, text("eight")).code()).isEqualTo(200);
    assertThat(said()).containsExactly("seven", "eight");
  }

  @Test
  void bodies_that_cannot_be_taken_are_refused() {
    assertThat(from("MESSAGE", 5, Body.none()).code()).isEqualTo(200);
    assertThat(from("MESSAGE", 6, text("x".repeat(101))).code()).isEqualTo(413);
    FakeReceived html = from("MESSAGE", 7, Body.of("text/html", "<b>"));
    assertThat(html.code()).isEqualTo(415);
    assertThat(html.answers.getLast().headers().first("Accept")).contains(Contents.ACCEPT);
    assertThat(said()).isEmpty();
  }

  @Test
  void with_kafka_down_a_message_is_503() {
    world.kafkaDown = true;
    assertThat(from("MESSAGE", 5, text("one")).code()).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "INFO, 200",
    "NOTIFY, 481",
    "PRACK, 481",
    "REFER, 405",
    "SUBSCRIBE, 405",
    "UPDATE, 200",
    "OPTIONS, 200",
  })
  void other_requests_in_the_dialog_are_answered(String method, int code) {
    assertThat(from(method, 5, Body.none()).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "BYE, 481",
    "UPDATE, 481",
    "INFO, 481",
    "NOTIFY, 481",
    "SUBSCRIBE, 489",
    "REFER, 405",
    "PUBLISH, 405",
  })
  void requests_outside_any_dialog_are_answered(String method, int code) {
    assertThat(world.from(method, "sip:1002@h", "sip:1001@h", 1, "x", Body.none()).code())
        .isEqualTo(code);
  }

  @Test
  void a_request_for_a_dialog_that_there_is_not_is_481() {
    world.release(connId, ANNA);
    sip.last("BYE").answer(200);
    assertThat(from("MESSAGE", 5, text("late")).code()).isEqualTo(481);
    assertThat(from("BYE", 6, Body.none()).code()).isEqualTo(481);
  }

  // ---- typing and notices

  @Test
  void typing_is_told_to_an_endpoint_that_types_itself_and_dropped_behind_a_message() {
    world.type(connId, ANNA, true);
    assertThat(sip.all("MESSAGE")).hasSize(1); // its SDP said that it understands
    sip.last("MESSAGE").answer(200);
    world.say(connId, ANNA, "one");
    world.type(connId, ANNA, true);
    assertThat(sip.all("MESSAGE")).hasSize(2);
    assertThat(from("MESSAGE", 5, Outgoing.composing(true, Instant.EPOCH)).code()).isEqualTo(200);
    assertThat(world.last(ImEvent.Typed.class)).isEqualTo(new ImEvent.Typed(connId, BEN, true));
    assertThat(sip.all("MESSAGE")).hasSize(2);
  }

  @Test
  void a_negative_notice_about_a_message_is_reported() {
    world.say(connId, ANNA, "one");
    sip.last("MESSAGE").answer(200);
    String id = world.session(connId).transcript().messages().getFirst().messageId();
    String xml =
        "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>%s</message-id>"
            + "<delivery-notification><status><failed/></status></delivery-notification></imdn>";
    Body unknown = Body.of(Contents.DISPOSITION, xml.formatted("unknown"));
    assertThat(from("MESSAGE", 5, unknown).code()).isEqualTo(200);
    assertThat(world.events(ImEvent.Undelivered.class)).isEmpty();
    assertThat(from("MESSAGE", 6, Body.of(Contents.DISPOSITION, xml.formatted(id))).code())
        .isEqualTo(200);
    assertThat(world.last(ImEvent.Undelivered.class).messageId()).isEqualTo(id);
  }

  // ---- the end

  @Test
  void a_bye_of_the_endpoint_ends_the_session_and_reports_what_it_did_not_get() {
    world.say(connId, ANNA, "one");
    world.say(connId, ANNA, "two");
    assertThat(from("BYE", 5, Body.none()).code()).isEqualTo(200);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    assertThat(world.events(ImEvent.Undelivered.class)).hasSize(1);
    sip.last("MESSAGE").answer(481);
    world.settle();
    assertThat(world.events(ImEvent.Undelivered.class))
        .extracting(ImEvent.Undelivered::seq)
        .containsExactlyInAnyOrder(1, 2);
    assertThat(sip.all("BYE")).isEmpty();
    isOver();
  }

  @Test
  void a_session_that_ended_delivers_what_is_left_before_the_bye() {
    world.say(connId, ANNA, "one");
    world.say(connId, ANNA, "two");
    world.release(connId, ANNA);
    assertThat(sip.all("BYE")).isEmpty();
    sip.last("MESSAGE").answer(200);
    sip.last("MESSAGE").answer(200);
    assertThat(bodies()).containsExactly("one", "two");
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.events(ImEvent.Undelivered.class)).isEmpty();
    isOver();
  }

  @Test
  void but_not_for_ever() {
    world.say(connId, ANNA, "one");
    world.say(connId, ANNA, "two");
    world.release(connId, ANNA);
    world.pass(Delivery.LAST_CHANCE);
    world.settle();
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.events(ImEvent.Undelivered.class))
        .extracting(ImEvent.Undelivered::seq)
        .containsExactly(2);
    sip.last("MESSAGE").makeUp(408);
    world.settle();
    assertThat(world.events(ImEvent.Undelivered.class))
        .extracting(ImEvent.Undelivered::seq)
        .containsExactly(2, 1);
    isOver();
  }

  @Test
  void a_message_that_crosses_the_end_is_481() {
    FakeReceived message = world.inDialog(invite, "MESSAGE", 5, text("too late"));
    var say = world.commands.removeLast();
    world.release(connId, ANNA);
    world.commands.add(say);
    world.settle();
    assertThat(message.code()).isEqualTo(481);
    isOver();
  }

  // ---- re-INVITE, UPDATE, session timers

  @Test
  void a_re_invite_gets_our_answer_and_moves_the_target() {
    FakeReceived again = from("INVITE", 5, IM);
    assertThat(again.code()).isEqualTo(200);
    assertThat(again.answers.getLast().body().contentType()).isEqualTo("application/sdp");
    assertThat(from("INVITE", 6, AUDIO).code()).isEqualTo(488);
    assertThat(from("INVITE", 7, Body.of("application/sdp", "x")).code()).isEqualTo(400);
    assertThat(from("INVITE", 8, Body.of("text/plain", "x")).code()).isEqualTo(415);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
  }

  @Test
  void a_re_invite_that_is_never_acknowledged_ends_the_dialog() {
    FakeReceived again = from("INVITE", 5, IM);
    world.board.onNoAck(again);
    assertThat(sip.all("BYE")).hasSize(1);
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    isOver();
  }

  @Test
  void a_session_interval_that_is_too_small_is_422() {
    FakeReceived update =
        world.inDialog(invite, "UPDATE", 5, Body.none(), HeaderFields.of("Session-Expires", "60"));
    assertThat(update.code()).isEqualTo(422);
    assertThat(update.answers.getLast().headers().first("Min-SE")).contains("90");
  }

  @Test
  void option_none_ends_the_dialog_and_not_the_session() {
    world.say(connId, ANNA, "one");
    world.option(BEN, ChatSignaling.NONE);
    assertThat(sip.last("BYE").request.headers().first("Reason")).isPresent();
    int sent = sip.sent.size();
    sip.last("MESSAGE").answer(481);
    world.say(connId, ANNA, "two");
    assertThat(sip.sent).hasSize(sent);
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(world.events(ImEvent.Undelivered.class)).isEmpty();
    isOver();
  }

  @Test
  void option_none_while_our_accept_is_under_way_leaves_the_session_to_the_desktop() {
    ConnId other = world.invite(ANNA, BEN, null);
    sip.last("INVITE").answer(200, IM);
    world.pass(Duration.ZERO);
    assertThat(world.commands).hasSize(1);
    world.option(BEN, ChatSignaling.NONE);
    assertThat(world.session(other)).isInstanceOf(ImSession.Connected.class);
    isOver();
  }

  @Test
  void option_none_before_our_accept_lets_the_desktop_ring() {
    ConnId other = world.invite(ANNA, BEN, null);
    world.holdWrites = true;
    sip.last("INVITE").answer(200, IM);
    world.option(BEN, ChatSignaling.NONE);
    world.flushWrites();
    world.flushWrites();
    world.settle();
    assertThat(world.session(other)).isInstanceOf(ImSession.Establishing.class);
    assertThat(world.last(ImEvent.Alerted.class).connId()).isEqualTo(other);
    isOver();
  }

  @Test
  void what_is_on_its_way_as_the_option_changes_is_not_sent_again_when_it_changes_back() {
    world.say(connId, ANNA, "one");
    world.option(BEN, ChatSignaling.NONE);
    world.option(BEN, ChatSignaling.SESSION);
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(bodies()).containsExactly("one");
  }

  @Test
  void option_session_opens_a_dialog_in_the_session_that_runs_and_text_goes_from_then_on() {
    world.option(BEN, ChatSignaling.NONE);
    world.say(connId, ANNA, "before");
    world.pass(Duration.ofSeconds(3));
    world.say(connId, ANNA, "as it was under way");
    world.option(BEN, ChatSignaling.SESSION);
    assertThat(sip.all("INVITE")).hasSize(2);
    world.say(connId, ANNA, "meanwhile");
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(bodies()).containsExactly("as it was under way");
    sip.last("MESSAGE").answer(200);
    assertThat(bodies()).containsExactly("as it was under way", "meanwhile");
    assertThat(world.events(ImEvent.Accepted.class)).hasSize(1);
  }

  @Test
  void a_quick_change_there_and_back_delivers_nothing_twice() {
    world.say(connId, ANNA, "one");
    sip.last("MESSAGE").answer(200);
    world.option(BEN, ChatSignaling.NONE);
    world.option(BEN, ChatSignaling.SESSION);
    sip.last("INVITE").answer(200, IM);
    world.say(connId, ANNA, "two");
    assertThat(bodies()).containsExactly("one", "two");
  }

  @Test
  void another_change_of_the_dn_calls_nobody() {
    world.release(connId, ANNA);
    sip.last("BYE").answer(200);
    ConnId other = world.invite(ANNA, BEN, null);
    world.accept(other, BEN); // at the desktop
    sip.last("INVITE").answer(487);
    int sent = sip.sent.size();
    world.option(BEN, ChatSignaling.SESSION);
    assertThat(sip.sent).hasSize(sent);
  }

  @Test
  void an_endpoint_that_does_not_take_part_again_harms_nobody() {
    world.option(BEN, ChatSignaling.NONE);
    world.option(BEN, ChatSignaling.SESSION);
    sip.open("INVITE").forEach(i -> i.answer(486));
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
  }

  @Test
  void an_endpoint_that_registers_later_at_another_instance_is_called_by_it() {
    world.option(BEN, ChatSignaling.NONE);
    world.register(BEN);
    world.notOurs.add(BEN);
    world.option(BEN, ChatSignaling.SESSION);
    world.notOurs.clear();
    world.register(BEN, "sip:ben@192.0.2.1:5070");
    world.board.bindingAppeared(BEN);
    assertThat(sip.all("INVITE")).hasSize(2);
  }

  @Test
  void an_endpoint_that_registers_later_is_called_then() {
    world.option(BEN, ChatSignaling.NONE);
    world.register(BEN);
    world.option(BEN, ChatSignaling.SESSION);
    assertThat(sip.all("INVITE")).hasSize(1);
    world.register(BEN, "sip:ben@192.0.2.1:5070");
    world.board.bindingAppeared(BEN);
    assertThat(sip.all("INVITE")).hasSize(2);
    world.board.bindingAppeared(BEN);
    assertThat(sip.all("INVITE")).hasSize(2);
  }

  @Test
  void nothing_but_text_is_asked_of_the_log_by_a_dialog_that_runs() {
    assertThat(world.commands).isEmpty();
    from("UPDATE", 5, Body.none());
    assertThat(world.commands.stream().filter(ImCommand.Say.class::isInstance)).isEmpty();
  }
}
