package org.parley.sip.leg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.sip.leg.Codes.Delivered;
import org.parley.sip.message.Answer;
import org.parley.tlib.TlibError;

class CodesTest {

  @Test
  void every_final_answer_to_an_invite_means_something() {
    String table =
        java.util.stream.IntStream.rangeClosed(300, 699)
            .filter(code -> Codes.reachFailure(code, false) != ReachFailure.FAILED)
            .mapToObj(code -> code + " " + Codes.reachFailure(code, false))
            .collect(Collectors.joining("\n"));
    assertThat(table)
        .isEqualTo(
            """
            404 UNKNOWN_ADDRESS
            408 NO_ANSWER
            410 UNKNOWN_ADDRESS
            415 NOT_ACCEPTABLE
            480 OUT_OF_SERVICE
            484 UNKNOWN_ADDRESS
            486 DECLINED
            487 NO_ANSWER
            488 NOT_ACCEPTABLE
            600 DECLINED
            603 DECLINED
            604 UNKNOWN_ADDRESS
            606 NOT_ACCEPTABLE\
            """);
    assertThat(Codes.reachFailure(480, true)).isEqualTo(ReachFailure.NO_ANSWER);
  }

  @Test
  void every_end_answers_a_waiting_invite() {
    String table =
        Arrays.stream(EndCause.values())
            .map(cause -> cause + " " + Codes.ended(cause).code())
            .collect(Collectors.joining("\n"));
    assertThat(table)
        .isEqualTo(
            """
            REJECTED 603
            EXPIRED 480
            CANCELLED 487
            RELEASED 480
            UNANSWERED 480
            OUT_OF_SERVICE 480
            UNKNOWN_ADDRESS 404
            UNREACHABLE 500
            IDLE 480\
            """);
  }

  @Test
  void every_refusal_is_a_final_answer_with_a_warning_that_is_one_line() {
    for (TlibError error : TlibError.values()) {
      Answer answer = Codes.refused(new Refusal(error, "no \"such\"\r\nthing"));
      assertThat(answer.code()).isBetween(400, 699);
      assertThat(answer.headers().first("Warning")).contains("399 parley \"no ?such???thing\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INV_CALD_DN, 404", "UNSUP_OPER, 501", "DEST_INV_STATE, 488", "INV_CONNID, 481",
    "INV_CALL_STATE, 480", "INVALID_ATTR, 400", "TOO_MANY_REQ, 480", "SERV_UNAVAIL, 503",
    "OUT_OF_SERVICE, 480", "ACCESS_RESTRICT, 403", "INTERNAL, 500", "TERM_PTY_BUSY, 486",
  })
  void refusals_have_the_codes_that_a_sip_client_understands(TlibError error, int code) {
    assertThat(Codes.refused(new Refusal(error, "")).code()).isEqualTo(code);
  }

  @Test
  void every_final_answer_to_a_message_means_something() {
    for (int code = 200; code < 700; code++) {
      Delivered plain = Codes.delivered(code, false, false);
      Delivered expected =
          code < 300
              ? Delivered.YES
              : code == 408 || code == 481 ? Delivered.DIALOG_GONE : Delivered.NO;
      assertThat(plain).as("%d", code).isEqualTo(expected);
    }
    assertThat(Codes.delivered(503, false, true)).isEqualTo(Delivered.LATER);
    assertThat(Codes.delivered(503, true, false)).isEqualTo(Delivered.LATER);
    assertThat(Codes.delivered(408, true, false)).isEqualTo(Delivered.DIALOG_GONE);
    assertThat(Codes.delivered(500, false, true)).isEqualTo(Delivered.NO);
  }
}
