package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.sip.leg.World.ANNA;
import static org.parley.sip.leg.World.BEN;
import static org.parley.sip.leg.World.IM;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.im.ImSession;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.signalling.FakeSignalling;
import org.parley.tlib.ConnId;

class SessionTimersTest {
  private final World world = new World();
  private final FakeSignalling sip = world.signalling;

  private ConnId talking(String expires, String allow) {
    ConnId connId = world.invite(ANNA, BEN, null);
    HeaderFields headers =
        HeaderFields.of("Session-Expires", expires).with("Allow", "INVITE, BYE" + allow);
    sip.last("INVITE").answer(200, headers, IM, false);
    world.settle();
    return connId;
  }

  private void isOver(ConnId connId) {
    world.settle();
    assertThat(world.session(connId)).isInstanceOf(ImSession.Ended.class);
    assertThat(sip.all("BYE")).hasSize(1);
    assertThat(world.board.legs()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"', UPDATE', UPDATE", "'', INVITE"})
  void we_refresh_at_half_time_where_that_is_our_part(String allow, String method) {
    ConnId connId = talking("600;refresher=uac", allow);
    int before = sip.all(method).size();
    world.pass(Duration.ofSeconds(299));
    assertThat(sip.all(method)).hasSize(before);
    world.pass(Duration.ofSeconds(1));
    assertThat(sip.all(method)).hasSize(before + 1);
    int acks = sip.acks.size();
    sip.last(method)
        .answer(200, HeaderFields.of("Session-Expires", "600;refresher=uac"), IM, false);
    assertThat(sip.acks).hasSize(method.equals("INVITE") ? acks + 1 : acks);
    world.pass(Duration.ofSeconds(400));
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    assertThat(sip.all(method)).hasSize(before + 2);
  }

  @Test
  void a_refresh_that_nobody_answers_ends_it() {
    ConnId connId = talking("600;refresher=uac", ", UPDATE");
    world.pass(Duration.ofSeconds(300));
    sip.last("UPDATE").makeUp(408);
    isOver(connId);
  }

  @Test
  void a_refresh_that_is_refused_is_tried_again_until_the_end() {
    ConnId connId = talking("90;refresher=uac", ", UPDATE");
    world.pass(Duration.ofSeconds(45));
    sip.last("UPDATE").answer(500);
    world.pass(Duration.ofSeconds(10));
    assertThat(sip.all("UPDATE")).hasSize(2);
    world.pass(Duration.ofSeconds(35));
    isOver(connId);
  }

  @Test
  void update_that_is_not_allowed_after_all_becomes_a_re_invite() {
    talking("600;refresher=uac", ", UPDATE");
    world.pass(Duration.ofSeconds(300));
    sip.last("UPDATE").answer(405);
    assertThat(sip.all("INVITE")).hasSize(2);
    sip.last("INVITE").answer(200, IM);
    assertThat(sip.acks).hasSize(2);
  }

  @Test
  void an_interval_that_is_raised_again_and_again_is_not_followed() {
    ConnId connId = talking("90;refresher=uac", ", UPDATE");
    world.pass(Duration.ofSeconds(45));
    for (int i = 0; i < 5; i++) {
      if (!sip.last("UPDATE").answered) {
        sip.last("UPDATE").answer(422, "Min-SE", Integer.toString(100 + i));
      }
    }
    assertThat(sip.all("UPDATE")).hasSize(2);
    world.pass(Duration.ofSeconds(45));
    isOver(connId);
  }

  @Test
  void our_description_is_of_one_session_and_its_version_never_goes_back_even_after_a_restart() {
    talking("600;refresher=uac", "");
    var first = sip.last("INVITE");
    String session = origin(first.request.body())[1];
    String[] answered = origin(world.inDialog(first, "INVITE", 5, IM).answers.getLast().body());
    assertThat(answered).containsSequence(session, "2");
    world.settle();
    world.restart();
    world.pass(Duration.ofSeconds(900));
    assertThat(origin(sip.last("INVITE").request.body())).containsSequence(session, "10002");
    sip.last("INVITE").answer(200, IM);
    answered = origin(world.inDialog(first, "INVITE", 6, IM).answers.getLast().body());
    assertThat(answered).containsSequence(session, "10003");
  }

  private static String[] origin(Body sdp) {
    return new String(sdp.bytes(), java.nio.charset.StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("o="))
        .findFirst()
        .orElseThrow()
        .split(" ");
  }

  @Test
  void a_re_invite_of_theirs_waits_for_ours() {
    talking("600;refresher=uac", "");
    var first = sip.last("INVITE");
    world.pass(Duration.ofSeconds(300));
    assertThat(world.inDialog(first, "INVITE", 5, IM).code()).isEqualTo(491);
    sip.last("INVITE").answer(200, IM);
    assertThat(world.inDialog(first, "INVITE", 6, IM).code()).isEqualTo(200);
  }

  @Test
  void an_endpoint_that_does_not_refresh_as_it_should_is_gone() {
    ConnId connId = talking("600;refresher=uas", ", UPDATE");
    world.pass(Duration.ofSeconds(567));
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
    world.pass(Duration.ofSeconds(1));
    isOver(connId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE", "INVITE"})
  void a_refresh_of_theirs_keeps_it_alive(String method) {
    ConnId connId = talking("600;refresher=uas", ", UPDATE");
    var first = sip.last("INVITE");
    for (int i = 1; i < 5; i++) {
      world.pass(Duration.ofSeconds(300));
      var refresh =
          world.inDialog(
              first,
              method,
              i,
              method.equals("INVITE") ? IM : Body.none(),
              HeaderFields.of("Session-Expires", "600;refresher=uac").with("Supported", "timer"));
      assertThat(refresh.answers.getLast().headers().first("Session-Expires"))
          .contains("600;refresher=uac");
      assertThat(refresh.answers.getLast().headers().first("Require")).contains("timer");
    }
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
  }

  @Test
  void without_a_timer_a_dialog_lives_as_long_as_its_session() {
    ConnId connId = world.talking();
    world.pass(Duration.ofDays(2));
    assertThat(world.session(connId)).isInstanceOf(ImSession.Connected.class);
  }
}
