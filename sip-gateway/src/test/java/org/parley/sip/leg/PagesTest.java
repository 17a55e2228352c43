package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.leg.World.ANNA;
import static org.parley.sip.leg.World.BEN;
import static org.parley.sip.leg.World.CUSTOMER;
import static org.parley.sip.leg.World.IM;
import static org.parley.sip.leg.World.TRUNK;
import static org.parley.sip.leg.World.text;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand.Invite;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.auth.Verdict;
import org.parley.sip.content.Outgoing;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

class PagesTest {
  private final World world = new World();
  private final FakeSignalling sip = world.signalling;

  PagesTest() {
    world.im.invitedHasEndpoint = false;
  }

  private FakeReceived page(long cseq, Body body) {
    return world.from("MESSAGE", "sip:1001@h", "sip:1002@h", cseq, "p1", body);
  }

  private FakeReceived decidedPage(long cseq, String text) {
    FakeReceived page = page(cseq, text(text));
    world.settle();
    return page;
  }

  private ConnId connId() {
    return world.last(ImEvent.Invited.class).connId();
  }

  private List<String> said() {
    return world.session(connId()).transcript().messages().stream().map(ImMessage::text).toList();
  }

  private void isOver() {
    world.settle();
    assertThat(world.board.legs()).isZero();
    assertThat(world.stored).isEmpty();
  }

  @Test
  void the_first_message_begins_a_session_and_the_next_belongs_to_it() {
    FakeReceived first = page(1, text("hello"));
    assertThat(first.isAnswered()).isFalse();
    assertThat(((Invite) world.commands.getFirst()).entry().pageMode()).isTrue();
    world.settle();
    assertThat(first.codes()).containsExactly(200);
    assertThat(decidedPage(2, "anybody there?").codes()).containsExactly(200);
    assertThat(world.events(ImEvent.Invited.class)).hasSize(1);
    assertThat(said()).containsExactly("hello", "anybody there?");
  }

  @Test
  void messages_that_come_together_make_one_session() {
    List<FakeReceived> pages = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      pages.add(page(i, text("m" + i)));
    }
    assertThat(world.commands).hasSize(1);
    world.settle();
    assertThat(pages).allSatisfy(page -> assertThat(page.codes()).containsExactly(200));
    assertThat(world.events(ImEvent.Invited.class)).hasSize(1);
    assertThat(said()).containsExactly("m1", "m2", "m3");
  }

  @Test
  void those_who_wait_are_bounded() {
    for (int i = 0; i <= Pages.MAX_WAITING; i++) {
      page(i, text("m" + i));
    }
    assertThat(page(99, text("one too many")).code()).isEqualTo(503);
  }

  @Test
  void a_refused_first_message_lets_the_next_try() {
    world.im.refusals.put(BEN, TlibError.DEST_INV_STATE);
    FakeReceived first = page(1, text("one"));
    FakeReceived second = page(2, text("two"));
    world.settle();
    assertThat(first.code()).isEqualTo(488);
    assertThat(second.code()).isEqualTo(488);
    assertThat(world.events(ImEvent.Refused.class)).hasSize(2);
    isOver();
  }

  @Test
  void answers_go_back_as_messages_without_a_dialog() {
    decidedPage(1, "hello");
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "one");
    world.say(connId(), BEN, "two");
    assertThat(sip.all("MESSAGE")).hasSize(1);
    var message = sip.last("MESSAGE").request;
    assertThat(message.requestUri()).isEqualTo("sip:anna@192.0.2.1:5070");
    assertThat(message.from().uri()).isEqualTo("sip:1002@h");
    assertThat(message.to().uri()).isEqualTo("sip:1001@h");
    assertThat(message.to().tag()).isNull();
    assertThat(message.flow()).isEqualTo(World.FLOW);
    sip.last("MESSAGE").answer(200);
    assertThat(sip.last("MESSAGE").request.cseq()).isEqualTo(2);
    assertThat(sip.all("INVITE")).isEmpty();
    world.settle();
    assertThat(world.stored.get(connId() + " 1001").dialog()).isNull();
    assertThat(world.stored.get(connId() + " 1001").deliveredSeq()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"408", "481", "404", "500"})
  void an_answer_that_does_not_arrive_is_reported_and_the_next_one_goes_out(int code) {
    decidedPage(1, "hello");
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "one");
    world.say(connId(), BEN, "two");
    sip.last("MESSAGE").answer(code);
    world.settle();
    assertThat(world.last(ImEvent.Undelivered.class).sipCode()).isEqualTo(code);
    assertThat(sip.all("MESSAGE")).hasSize(2);
    assertThat(world.session(connId())).isInstanceOf(ImSession.Connected.class);
  }

  @Test
  void with_nothing_registered_answers_are_reported() {
    decidedPage(1, "hello");
    world.register(ANNA);
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "one");
    world.settle();
    assertThat(world.last(ImEvent.Undelivered.class).sipCode()).isEqualTo(480);
  }

  @Test
  void another_contact_is_tried_when_nothing_could_be_sent_to_the_first() {
    world.register(ANNA, "sip:a@192.0.2.1", "sip:b@192.0.2.2");
    decidedPage(1, "hello");
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "one");
    sip.last("MESSAGE").makeUp(503);
    world.pass(Duration.ofSeconds(1));
    assertThat(sip.last("MESSAGE").request.requestUri()).isEqualTo("sip:b@192.0.2.2");
  }

  @Test
  void a_repeat_is_said_once_even_after_the_end() {
    FakeReceived lost = page(1, text("hello"));
    world.commands.clear();
    world.pass(Duration.ofSeconds(10));
    assertThat(lost.codes()).containsExactly(504);
    world.pass(Asks.MEMORY);
    assertThat(decidedPage(1, "hello").code()).isEqualTo(200);
    assertThat(decidedPage(1, "hello").code()).isEqualTo(200);
    world.release(connId(), BEN);
    assertThat(decidedPage(1, "hello").code()).isEqualTo(200);
    assertThat(world.events(ImEvent.Invited.class)).hasSize(1);
    assertThat(said()).containsExactly("hello");
    assertThat(decidedPage(2, "again").code()).isEqualTo(200);
    assertThat(world.events(ImEvent.Invited.class)).hasSize(2);
  }

  @Test
  void a_message_that_crosses_the_end_begins_another_session() {
    decidedPage(1, "hello");
    FakeReceived crossing = page(2, text("still there?"));
    var say = world.commands.removeLast();
    world.release(connId(), BEN);
    world.commands.add(say);
    world.settle();
    assertThat(crossing.codes()).containsExactly(200);
    assertThat(world.events(ImEvent.Invited.class)).hasSize(2);
    assertThat(said()).containsExactly("still there?");
  }

  @Test
  void the_end_of_the_session_ends_the_leg() {
    decidedPage(1, "hello");
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "goodbye");
    world.release(connId(), BEN);
    assertThat(world.board.legs()).isEqualTo(1);
    sip.last("MESSAGE").answer(200);
    isOver();
    assertThat(sip.all("BYE")).isEmpty();
  }

  @Test
  void a_dialog_between_the_two_is_used_for_answers() {
    world.im.invitedHasEndpoint = true;
    ConnId connId = world.talking(); // Ben's endpoint is in a dialog
    FakeReceived page =
        world.from("MESSAGE", "sip:1002@h", "sip:1001@h", 1, "p2", text("out of band"));
    world.settle();
    assertThat(page.code()).isEqualTo(200);
    assertThat(world.session(connId).transcript().messages()).hasSize(1);
    world.say(connId, ANNA, "answer");
    assertThat(sip.last("MESSAGE").request.to().tag()).isEqualTo("phone");
    assertThat(world.board.legs()).isEqualTo(1);
  }

  @Test
  void a_page_into_a_session_of_desktops_gets_its_answers_from_then_on() {
    ConnId connId = world.invite(ANNA, BEN, "from the desktop");
    world.accept(connId, BEN);
    world.say(connId, BEN, "before");
    assertThat(decidedPage(1, "from the phone").code()).isEqualTo(200);
    world.say(connId, BEN, "after");
    assertThat(sip.all("MESSAGE")).hasSize(1);
    assertThat(new String(sip.last("MESSAGE").request.body().bytes())).isEqualTo("after");
  }

  @Test
  void typing_never_begins_a_session() {
    Body typing = Outgoing.composing(true, Instant.EPOCH);
    assertThat(page(1, typing).code()).isEqualTo(200);
    assertThat(page(2, Body.none()).code()).isEqualTo(200);
    assertThat(world.commands).isEmpty();
    decidedPage(3, "hello");
    world.accept(connId(), BEN);
    assertThat(page(4, typing).code()).isEqualTo(200);
    world.settle();
    assertThat(world.last(ImEvent.Typed.class).by()).isEqualTo(ANNA);
    world.type(connId(), BEN, true);
    assertThat(sip.all("MESSAGE")).hasSize(1);
  }

  @Test
  void who_may_not_is_turned_away() {
    world.options.put(ANNA, ChatSignaling.NONE);
    assertThat(page(1, text("x")).code()).isEqualTo(403);
    world.options.clear();
    world.verdict = new Verdict.Challenge(Answer.of(401, "Unauthorized"));
    assertThat(page(1, text("x")).code()).isEqualTo(401);
    world.verdict = null;
    assertThat(world.from("MESSAGE", "sip:1001@h", "sip:1777@h", 1, "p", text("x")).code())
        .isEqualTo(404);
    assertThat(page(1, Body.of("text/html", "x")).code()).isEqualTo(415);
    assertThat(page(1, text("x".repeat(101))).code()).isEqualTo(413);
    assertThat(world.commands).isEmpty();
  }

  @Test
  void none_mode_ends_the_leg_and_leaves_the_session() {
    decidedPage(1, "hello");
    world.accept(connId(), BEN);
    world.option(ANNA, ChatSignaling.NONE);
    world.say(connId(), BEN, "one");
    assertThat(sip.sent).isEmpty();
    assertThat(world.session(connId())).isInstanceOf(ImSession.Connected.class);
    isOver();
  }

  @Test
  void a_customer_s_answers_go_to_its_address_by_way_of_the_trunk() {
    world.verdict = new Verdict.Customer(TRUNK, CUSTOMER);
    FakeReceived page =
        world.from("MESSAGE", "sip:carla@out.example", "sip:1002@h", 1, "p", text("hello"));
    world.settle();
    assertThat(page.code()).isEqualTo(200);
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "how can I help?");
    var message = sip.last("MESSAGE").request;
    assertThat(message.requestUri()).isEqualTo("sip:carla@out.example");
    assertThat(message.routes())
        .extracting(Object::toString)
        .containsExactly("<sip:trunk.example:5060;lr>");
    world.settle();
    assertThat(world.stored.get(connId() + " " + CUSTOMER).trunk()).isEqualTo(TRUNK);
  }

  @Test
  void an_agent_s_endpoint_can_page_a_customer_that_it_has_a_session_with() {
    world.verdict = new Verdict.Customer(TRUNK, CUSTOMER);
    world.from("MESSAGE", "sip:carla@out.example", "sip:1002@h", 1, "p", text("hello"));
    world.settle();
    world.accept(connId(), BEN);
    world.verdict = null;
    FakeReceived page =
        world.from("MESSAGE", "sip:1002@h", "sip:carla@out.example", 1, "q", text("hi"));
    world.settle();
    assertThat(page.code()).isEqualTo(200);
    assertThat(said()).containsExactly("hello", "hi");
    assertThat(
            world.from("MESSAGE", "sip:1002@h", "sip:other@out.example", 1, "r", text("hi")).code())
        .isEqualTo(404);
  }

  @Test
  void a_connid_that_is_taken_is_drawn_again() {
    ConnId taken = world.invite(BEN, new Dn("7000"), null);
    world.nextConnIds.add(taken);
    assertThat(decidedPage(1, "hello").code()).isEqualTo(200);
    assertThat(connId()).isNotEqualTo(taken);
  }

  @Test
  void both_ends_by_sip() {
    world.im.invitedHasEndpoint = true;
    decidedPage(1, "hello");
    sip.last("INVITE").answer(200, IM);
    world.settle();
    assertThat(sip.last("MESSAGE").request.to().tag()).isEqualTo("phone");
    sip.last("MESSAGE").answer(200);
    world.inDialog(sip.last("INVITE"), "MESSAGE", 1, text("hi"));
    world.settle();
    assertThat(sip.last("MESSAGE").request.to().tag()).isNull();
    assertThat(said()).containsExactly("hello", "hi");
  }

  @Test
  void the_first_message_is_answered_when_its_leg_is_kept() {
    world.holdWrites = true;
    FakeReceived first = decidedPage(1, "hello");
    FakeReceived second = decidedPage(2, "again");
    assertThat(said()).containsExactly("hello", "again");
    assertThat(first.isAnswered()).isFalse();
    assertThat(second.isAnswered()).isFalse();
    world.flushWrites();
    assertThat(first.codes()).containsExactly(200);
    assertThat(second.codes()).containsExactly(200);
  }

  @Test
  void a_session_that_ends_before_its_leg_is_kept_answers_too() {
    world.holdWrites = true;
    FakeReceived first = decidedPage(1, "hello");
    world.release(connId(), BEN);
    assertThat(first.codes()).containsExactly(200);
  }

  /** The process died between the log and the leg. */
  private void legIsLost() {
    world.register(BEN);
    world.holdWrites = true;
    decidedPage(1, "hello");
    world.restart();
    world.holdWrites = false;
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "while nobody listened");
    assertThat(world.board.legs()).isZero();
  }

  @Test
  void a_repeat_finds_its_way_back_again() {
    legIsLost();
    assertThat(decidedPage(1, "hello").codes()).containsExactly(200);
    assertThat(sent()).isEqualTo("while nobody listened");
    assertThat(world.stored).containsKey(connId() + " 1001");
  }

  @Test
  void a_later_page_brings_what_was_said_while_there_was_no_leg() {
    legIsLost();
    assertThat(decidedPage(2, "still there?").codes()).containsExactly(200);
    assertThat(sent()).isEqualTo("while nobody listened");
  }

  private String sent() {
    return new String(sip.last("MESSAGE").request.body().bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void one_trunk_does_not_speak_in_another_one_s_session() {
    world.verdict = new Verdict.Customer(TRUNK, CUSTOMER);
    world.from("MESSAGE", "sip:carla@out.example", "sip:1002@h", 1, "p", text("hello"));
    world.settle();
    ConnId first = connId();
    world.verdict = new Verdict.Customer(new Dn("6998"), CUSTOMER);
    world.from("MESSAGE", "sip:carla@out.example", "sip:1002@h", 1, "q", text("it is me"));
    world.settle();
    world.from("MESSAGE", "sip:carla@out.example", "sip:1002@h", 1, "p", text("hello"));
    world.settle();
    assertThat(connId()).isNotEqualTo(first);
    assertThat(world.session(first).transcript().messages()).hasSize(1);
    world.verdict = new Verdict.Customer(TRUNK, CUSTOMER);
    world.from("MESSAGE", "sip:carla@out.example", "sip:1002@h", 2, "p", text("not me"));
    world.settle();
    assertThat(world.session(first).transcript().messages()).hasSize(2);
  }

  /** The same leg as another instance has it. */
  private SipLeg elsewhere(String gateway, int deliveredSeq) {
    SipLeg own = world.stored.get(connId() + " 1001");
    return new SipLeg(
        own.connId(),
        own.dn(),
        gateway,
        null,
        own.localUri(),
        own.remoteUri(),
        deliveredSeq,
        own.trunk());
  }

  @Test
  void a_page_goes_on_where_another_instance_had_delivered() {
    decidedPage(1, "hello");
    world.accept(connId(), BEN);
    String key = connId() + " 1001";
    world.board.legChanged(key, elsewhere("sip-gateway-2", 0));
    assertThat(world.board.legs()).isZero();
    world.say(connId(), BEN, "one");
    world.say(connId(), BEN, "two");
    world.board.legChanged(key, elsewhere("sip-gateway-2", 2));
    assertThat(decidedPage(2, "here now").code()).isEqualTo(200);
    assertThat(sip.all("MESSAGE")).hasSize(1);
    assertThat(sent()).isEqualTo("two");
  }

  @Test
  void the_instance_that_wrote_last_has_the_leg() {
    decidedPage(1, "hello");
    world.accept(connId(), BEN);
    String key = connId() + " 1001";
    SipLeg ours = elsewhere("sip-gateway-1", 1);
    world.board.legChanged(key, elsewhere("sip-gateway-2", 0));
    assertThat(world.board.legs()).isZero();
    world.board.legChanged(key, ours);
    world.say(connId(), BEN, "one");
    assertThat(sent()).isEqualTo("one");
    assertThat(world.board.legs()).isEqualTo(1);
  }

  @Test
  void what_began_after_it_was_given_up_has_its_way_back() {
    FakeReceived lost = page(1, text("hello"));
    var invite = world.commands.remove();
    world.pass(Asks.MEMORY);
    assertThat(lost.codes()).containsExactly(504);
    world.commands.add(invite);
    world.settle();
    assertThat(world.session(connId())).isInstanceOf(ImSession.Establishing.class);
    assertThat(world.board.legs()).isEqualTo(1);
    assertThat(decidedPage(1, "hello").code()).isEqualTo(200);
    world.accept(connId(), BEN);
    world.say(connId(), BEN, "yes?");
    assertThat(sent()).isEqualTo("yes?");
  }

  @ParameterizedTest
  @CsvSource({"1001, 503", "1002, 486"})
  void there_are_so_many_sessions_and_no_more(String dn, int code) {
    decidedPage(1, "hello");
    world.maxSessions.put(new Dn(dn), 1);
    world.dns.put(new Dn("1003"), DnType.EXTENSION);
    boolean caller = dn.equals("1001");
    String from = caller ? "sip:1001@h" : "sip:1003@h";
    String to = caller ? "sip:1003@h" : "sip:1002@h";
    FakeReceived page = world.from("MESSAGE", from, to, 1, "q", text("x"));
    FakeReceived call = world.from("INVITE", from, to, 1, "r", IM);
    assertThat(page.code()).isEqualTo(code);
    assertThat(call.code()).isEqualTo(code);
    assertThat(decidedPage(2, "in the session that runs").code()).isEqualTo(200);
    world.release(connId(), BEN);
    assertThat(world.from("INVITE", from, to, 2, "s", IM).code()).isLessThan(200);
  }

  @Test
  void options_of_customers_are_not_remembered() {
    world.verdict = new Verdict.Customer(TRUNK, CUSTOMER);
    world.from("MESSAGE", "sip:carla@out.example", "sip:1002@h", 1, "p", text("hello"));
    world.settle();
    assertThat(world.board.knownOptions()).isEqualTo(1);
    world.dns.remove(BEN);
    world.option(BEN, ChatSignaling.NONE);
    assertThat(world.board.knownOptions()).isZero();
  }
}
