package org.parley.sip.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.voice.VoiceWorld.ANNA;
import static org.parley.sip.voice.VoiceWorld.ANNAS;
import static org.parley.sip.voice.VoiceWorld.BEN;
import static org.parley.sip.voice.VoiceWorld.BENS;
import static org.parley.sip.voice.VoiceWorld.audio;
import static org.parley.sip.voice.VoiceWorld.in;
import static org.parley.sip.voice.VoiceWorld.said;
import static org.parley.sip.voice.VoiceWorld.sdp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.signalling.FakeReceived;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.sip.signalling.FakeSignalling.Outgoing;
import org.parley.tlib.ConnId;

/** What changes in a call that has been answered, and how endpoints come to know. */
class ChangesTest {
  private final VoiceWorld world = new VoiceWorld();
  private final FakeSignalling sip = world.signalling;
  private final VoiceWorld.Talk talk = world.talk();

  private void hold() {
    world.happens(new VoiceEvent.Held(null, talk.connId(), ANNA, Map.of()));
  }

  private void retrieve() {
    world.happens(new VoiceEvent.Retrieved(null, talk.connId(), ANNA));
  }

  /** Re-INVITEs that wait for their answer, in the dialog of that Call-ID. */
  private Outgoing reinvite(String callId) {
    List<Outgoing> open =
        sip.open("INVITE").stream().filter(o -> o.request.callId().equals(callId)).toList();
    assertThat(open).hasSize(1);
    return open.getFirst();
  }

  private Outgoing toAnna() {
    return reinvite(talk.annas().request.callId());
  }

  private Outgoing toBen() {
    return reinvite(talk.bens().request.callId());
  }

  @Test
  void on_hold_both_are_told_that_there_is_nobody_and_then_of_each_other() {
    hold();
    assertThat(said(toAnna().request.body()).direction()).isEqualTo(Direction.INACTIVE);
    assertThat(said(toBen().request.body()).direction()).isEqualTo(Direction.INACTIVE);
    toAnna().answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    toBen().answer(200, sdp(in(Direction.INACTIVE, BENS)));
    world.settle();
    assertThat(world.leg(ANNA).told()).isNull();
    assertThat(world.leg(BEN).told()).isNull();
    assertThat(sip.open("INVITE")).isEmpty();

    retrieve();
    assertThat(said(toAnna().request.body())).isEqualTo(BENS);
    assertThat(said(toBen().request.body())).isEqualTo(ANNAS);
    toAnna().answer(200, sdp(ANNAS));
    toBen().answer(200, sdp(BENS));
    world.pass(Duration.ofSeconds(10));
    assertThat(world.leg(ANNA).told()).isEqualTo(BENS);
    assertThat(sip.open("INVITE")).isEmpty();
  }

  @Test
  void our_description_has_one_session_whose_version_rises() {
    hold();
    assertThat(origin(toAnna().request.body()))
        .isGreaterThan(origin(talk.annas().answers.getLast().body()));
    toAnna().answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    world.settle();
    retrieve();
    assertThat(origin(toAnna().request.body()) % 10)
        .isEqualTo(origin(talk.annas().answers.getLast().body()) % 10 + 2);
  }

  /** The session and its version as one number. */
  private static long origin(Body body) {
    String[] words = new String(body.bytes()).split("\r\n")[1].split(" ");
    return Long.parseLong(words[1]) * 10 + Long.parseLong(words[2]);
  }

  @Test
  void one_re_invite_at_a_time_and_the_last_state_counts() {
    hold();
    retrieve();
    hold();
    retrieve();
    Outgoing first = toAnna();
    assertThat(said(first.request.body()).direction()).isEqualTo(Direction.INACTIVE);
    first.answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    world.settle();
    assertThat(said(toAnna().request.body())).isEqualTo(BENS);
    toAnna().answer(200, sdp(ANNAS));
    world.pass(Duration.ofSeconds(5));
    assertThat(world.leg(ANNA).told()).isEqualTo(BENS);
  }

  @Test
  void an_endpoint_that_answers_from_elsewhere_moves_the_other_one() {
    AudioDescription moved = audio("192.0.2.11", 4444);
    hold();
    toAnna().answer(200, sdp(in(Direction.INACTIVE, moved)));
    toBen().answer(200, sdp(in(Direction.INACTIVE, BENS)));
    world.settle();
    retrieve();
    assertThat(said(toBen().request.body())).isEqualTo(moved);
  }

  @Test
  void glare_is_tried_again_later_by_us_if_the_dialog_is_ours() {
    hold();
    toBen().answer(491);
    toAnna().answer(491);
    world.pass(Duration.ofMillis(2050));
    toAnna(); // not ours: within two seconds
    assertThat(sip.open("INVITE")).hasSize(1);
    world.pass(Duration.ofSeconds(2));
    toBen();
  }

  @ParameterizedTest
  @ValueSource(ints = {488, 606, 415})
  void what_an_endpoint_refuses_is_not_asked_again_until_it_changes(int code) {
    hold();
    toAnna().answer(code);
    world.pass(Duration.ofMinutes(2));
    assertThat(sip.open("INVITE")).hasSize(1); // Ben's
    retrieve();
    hold();
    toAnna();
  }

  @Test
  void an_endpoint_that_cannot_now_is_asked_again_less_and_less_often() {
    hold();
    toAnna().answer(500);
    world.pass(Duration.ofSeconds(2));
    toAnna().answer(500);
    world.pass(Duration.ofSeconds(3));
    assertThat(sip.open("INVITE")).hasSize(1);
    world.pass(Duration.ofSeconds(1));
    toAnna();
  }

  @ParameterizedTest
  @CsvSource({"481, 0", "408, 1"})
  void an_endpoint_that_is_gone_hangs_up(int code, int byesToIt) {
    hold();
    toAnna().answer(code);
    world.settle();
    assertThat(world.sent(VoiceCommand.HangUp.class)).hasSize(1);
    assertThat(
            sip.all("BYE").stream()
                .filter(o -> o.request.callId().equals(talk.annas().request.callId())))
        .hasSize(byesToIt);
    toBen().answer(200, sdp(BENS));
    assertThat(world.board.legs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"SEND_ONLY", "INACTIVE"})
  void an_endpoint_puts_on_hold_by_its_own_key_and_takes_back(Direction direction) {
    FakeReceived hold = world.inDialog(talk.annas(), "INVITE", 2, sdp(in(direction, ANNAS)));
    assertThat(world.sent(VoiceCommand.Describe.class).getLast().offer()).isTrue();
    assertThat(hold.code()).isEqualTo(200);
    assertThat(said(hold.answers.getLast().body()).direction()).isEqualTo(Direction.INACTIVE);
    assertThat(world.state().heardBy(ANNA)).isEmpty();
    world.ack(hold, Body.none());
    assertThat(world.leg(ANNA).told()).isNull();
    toBen().answer(200, sdp(in(Direction.INACTIVE, BENS)));
    world.settle();

    FakeReceived back = world.inDialog(talk.annas(), "INVITE", 3, sdp(ANNAS));
    assertThat(back.code()).isEqualTo(200);
    assertThat(said(back.answers.getLast().body())).isEqualTo(BENS);
    world.ack(back, Body.none());
    assertThat(world.leg(ANNA).told()).isEqualTo(BENS);
    toBen().answer(200, sdp(BENS));
    world.pass(Duration.ofSeconds(10));
    assertThat(sip.open("INVITE")).isEmpty();
  }

  @Test
  void the_hold_of_one_that_is_listen_disconnected_is_answered_at_once() {
    AudioDescription seat = audio("192.0.2.99", 6000);
    ConnId call = talk.connId();
    var origin = new Origin("tlib-gateway-1", 1, 1);
    world.happens(
        new VoiceEvent.ListenDisconnectAsked(
            origin, call, BEN, ANNA, "music/on_hold", world.time.now().plusSeconds(2)),
        new VoiceEvent.LegChanged(call, world.leg(ANNA).seated(call, seat)),
        new VoiceEvent.ListenDisconnected(origin, call, BEN, ANNA));
    toAnna().answer(200, sdp(ANNAS));
    world.settle();

    FakeReceived hold =
        world.inDialog(talk.annas(), "INVITE", 2, sdp(in(Direction.SEND_ONLY, ANNAS)));
    assertThat(hold.codes()).containsExactly(200);
    assertThat(said(hold.answers.getLast().body())).isEqualTo(in(Direction.RECEIVE_ONLY, seat));
    assertThat(world.state().heardBy(ANNA)).isPresent();
  }

  @Test
  void an_endpoint_holds_again_that_would_not_be_taken_back() {
    world.ack(
        world.inDialog(talk.annas(), "INVITE", 2, sdp(in(Direction.SEND_ONLY, ANNAS))),
        Body.none());
    retrieve();
    toAnna().answer(488);
    world.settle();
    assertThat(world.state().heardBy(ANNA)).isPresent();
    world.inDialog(talk.annas(), "INVITE", 3, sdp(in(Direction.SEND_ONLY, ANNAS)));
    assertThat(world.state().heardBy(ANNA)).isEmpty();
  }

  @Test
  void a_refresh_does_not_end_the_hold_of_a_desktop() {
    hold();
    toAnna().answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    world.settle();
    FakeReceived refresh = world.inDialog(talk.annas(), "INVITE", 2, sdp(ANNAS));
    assertThat(refresh.code()).isEqualTo(200);
    assertThat(said(refresh.answers.getLast().body()).direction()).isEqualTo(Direction.INACTIVE);
    assertThat(world.state().heardBy(ANNA)).isEmpty();
  }

  @Test
  void the_hold_of_rfc_2543_is_one_too() {
    AudioDescription nowhere =
        new AudioDescription("0.0.0.0", 4000, ANNAS.formats(), Direction.SEND_RECEIVE);
    FakeReceived hold = world.inDialog(talk.annas(), "INVITE", 2, sdp(nowhere));
    assertThat(hold.code()).isEqualTo(200);
    assertThat(world.state().heardBy(ANNA)).isEmpty();
    assertThat(world.leg(ANNA).far()).isEqualTo(in(Direction.INACTIVE, ANNAS));
  }

  @Test
  void an_endpoint_that_moves_is_answered_at_once_and_the_other_one_is_told() {
    AudioDescription moved = audio("192.0.2.77", 4002);
    FakeReceived move = world.inDialog(talk.annas(), "INVITE", 2, sdp(moved));
    assertThat(move.code()).isEqualTo(200);
    assertThat(said(move.answers.getLast().body())).isEqualTo(BENS);
    world.ack(move, Body.none());
    assertThat(said(toBen().request.body())).isEqualTo(moved);
  }

  @Test
  void an_update_is_answered_like_a_re_invite() {
    FakeReceived update =
        world.inDialog(talk.annas(), "UPDATE", 2, sdp(in(Direction.SEND_ONLY, ANNAS)));
    assertThat(update.code()).isEqualTo(200);
    assertThat(world.state().heardBy(ANNA)).isEmpty();
    assertThat(world.leg(ANNA).told()).isNull();
  }

  @Test
  void a_refresh_says_nothing_new() {
    int before = world.sent.size();
    FakeReceived again = world.inDialog(talk.annas(), "INVITE", 2, sdp(ANNAS));
    assertThat(again.code()).isEqualTo(200);
    assertThat(said(again.answers.getLast().body())).isEqualTo(BENS);
    world.ack(again, Body.none());
    assertThat(world.inDialog(talk.annas(), "UPDATE", 3, Body.none()).code()).isEqualTo(200);
    assertThat(world.sent).hasSize(before);
  }

  @Test
  void without_an_offer_a_re_invite_gets_ours() {
    FakeReceived again = world.inDialog(talk.annas(), "INVITE", 2, Body.none());
    assertThat(said(again.answers.getLast().body())).isEqualTo(BENS);
    world.ack(again, sdp(audio("192.0.2.77", 4002)));
    assertThat(said(toBen().request.body()).host()).isEqualTo("192.0.2.77");
  }

  @Test
  void an_offer_that_nobody_decides_about_is_answered_after_two_seconds() {
    world.kafkaDown = true;
    FakeReceived hold =
        world.inDialog(talk.annas(), "INVITE", 2, sdp(in(Direction.SEND_ONLY, ANNAS)));
    assertThat(hold.codes()).isEmpty();
    world.pass(Duration.ofSeconds(2));
    assertThat(hold.code()).isEqualTo(200);
    assertThat(said(hold.answers.getLast().body())).isEqualTo(in(Direction.RECEIVE_ONLY, BENS));
  }

  @Test
  void theirs_waits_for_ours_and_ours_for_theirs() {
    hold();
    assertThat(world.inDialog(talk.annas(), "INVITE", 2, sdp(ANNAS)).code()).isEqualTo(491);
    toAnna().answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    world.settle();

    world.kafkaDown = true;
    world.inDialog(talk.annas(), "INVITE", 3, sdp(audio("192.0.2.77", 4002)));
    retrieve();
    assertThat(
            sip.open("INVITE").stream()
                .filter(o -> o.request.callId().equals(talk.annas().request.callId())))
        .isEmpty();
    assertThat(world.inDialog(talk.annas(), "INVITE", 4, sdp(ANNAS)).code()).isEqualTo(500);
  }

  @Test
  void video_beside_it_is_refused_and_stays_refused() {
    String with =
        new String(sdp(ANNAS).bytes()) + "m=video 6000 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n";
    FakeReceived again =
        world.inDialog(talk.annas(), "INVITE", 2, Body.of("application/sdp", with));
    assertThat(new String(again.answers.getLast().body().bytes()))
        .endsWith("m=video 0 RTP/AVP 96\r\n");
    world.ack(again, Body.none());
    hold();
    assertThat(new String(toAnna().request.body().bytes())).endsWith("m=video 0 RTP/AVP 96\r\n");
  }

  @Test
  void what_it_cannot_talk_is_488_and_changes_nothing() {
    Body secure =
        Body.of("application/sdp", new String(sdp(ANNAS).bytes()).replace("RTP/AVP", "RTP/SAVP"));
    assertThat(world.inDialog(talk.annas(), "INVITE", 2, secure).code()).isEqualTo(488);
    assertThat(world.leg(ANNA).far()).isEqualTo(ANNAS);
  }

  @Test
  void an_endpoint_that_moves_in_every_answer_does_not_keep_us_busy() {
    hold();
    toBen().answer(200, sdp(in(Direction.INACTIVE, BENS)));
    toAnna().answer(200, sdp(in(Direction.INACTIVE, ANNAS)));
    world.settle();
    retrieve();
    for (int port = 6000; port < 6100 && !sip.open("INVITE").isEmpty(); port += 2) {
      for (Outgoing open : sip.open("INVITE")) {
        open.answer(200, sdp(audio("192.0.2.11", port)));
      }
      world.settle();
    }
    assertThat(sip.all("INVITE").size()).isLessThan(20);
  }

  @Test
  void keys_of_one_are_told_and_sent_to_the_other() {
    FakeReceived info =
        world.inDialog(
            talk.annas(),
            "INFO",
            2,
            Body.of("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n"));
    assertThat(info.code()).isEqualTo(200);
    assertThat(world.last(VoiceCommand.PressKeys.class).digits()).isEqualTo("5");
    Outgoing sent = sip.last("INFO");
    assertThat(sent.request.callId()).isEqualTo(talk.bens().request.callId());
    assertThat(sent.request.body().mediaType()).isEqualTo("application/dtmf-relay");
    assertThat(new String(sent.request.body().bytes())).startsWith("Signal=5\r\n");
  }

  @Test
  void keys_go_out_one_after_the_other() {
    world.happens(new VoiceEvent.KeysSent(null, talk.connId(), ANNA, "12#"));
    assertThat(sip.all("INFO")).hasSize(1);
    sip.last("INFO").answer(200);
    sip.last("INFO").answer(500);
    sip.last("INFO").answer(200);
    assertThat(sip.all("INFO")).hasSize(3);
    assertThat(new String(sip.last("INFO").request.body().bytes())).startsWith("Signal=#\r\n");
  }

  @Test
  void a_session_is_refreshed_by_re_invite_where_update_is_not_allowed() {
    VoiceWorld other = new VoiceWorld();
    FakeReceived invite =
        other.invite(
            ANNA,
            BEN,
            sdp(ANNAS),
            HeaderFields.of("Session-Expires", "100;refresher=uas").with("Supported", "timer"));
    other.signalling.last("INVITE").answer(200, sdp(BENS));
    other.settle();
    other.ack(invite, Body.none());
    other.pass(Duration.ofSeconds(50));
    Outgoing refresh = other.signalling.last("INVITE");
    assertThat(refresh.request.callId()).isEqualTo(invite.request.callId());
    assertThat(refresh.request.headers().first("Session-Expires")).contains("100;refresher=uac");
    assertThat(said(refresh.request.body())).isEqualTo(BENS);
    refresh.answer(200, HeaderFields.of("Session-Expires", "100;refresher=uac"), sdp(ANNAS), false);
    other.pass(Duration.ofSeconds(49));
    assertThat(other.signalling.open("INVITE")).isEmpty();
    other.pass(Duration.ofSeconds(1));
    assertThat(other.signalling.open("INVITE")).hasSize(1);
  }

  @Test
  void an_endpoint_that_wants_a_longer_session_gets_it() {
    FakeReceived update =
        world.inDialog(
            talk.annas(),
            "UPDATE",
            2,
            Body.none(),
            HeaderFields.of("Session-Expires", "100;refresher=uas").with("Supported", "timer"));
    assertThat(update.code()).isEqualTo(200);
    hold();
    assertThat(toAnna().request.headers().first("Session-Expires")).contains("100;refresher=uac");
    toAnna().answer(422, "Min-SE", "600");
    world.pass(Duration.ofSeconds(2));
    assertThat(toAnna().request.headers().first("Session-Expires")).contains("600;refresher=uac");
  }

  @Test
  void who_does_not_refresh_as_it_should_is_gone() {
    FakeReceived again =
        world.inDialog(
            talk.annas(),
            "UPDATE",
            2,
            Body.none(),
            HeaderFields.of("Session-Expires", "90;refresher=uac").with("Supported", "timer"));
    assertThat(again.code()).isEqualTo(200);
    world.pass(Duration.ofSeconds(91));
    assertThat(world.sent(VoiceCommand.HangUp.class)).hasSize(1);
    assertThat(world.board.legs()).isZero();
  }
}
