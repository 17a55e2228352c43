package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Kamailio;
import org.parley.bench.tool.Sipp;

/**
 * The programs of others among themselves, without the suite: what a test sees through them is what
 * happened.
 */
class ProgramsIT {
  private static final Kamailio.Script REGISTRAR =
      new Kamailio.Script(
          """
          loadmodule "usrloc.so"
          loadmodule "registrar.so"
          loadmodule "auth.so"
          modparam("usrloc", "db_mode", 0)
          """,
          """
          request_route {
            if (!mf_process_maxfwd_header("70")) {
              sl_send_reply("483", "Too Many Hops");
              exit;
            }
            if (is_method("REGISTER")) {
              if (!pv_www_authenticate("parley-A", "demo", "0")) {
                www_challenge("parley-A", "0");
                exit;
              }
              save("location");
              exit;
            }
            if (is_method("CANCEL")) {
              t_relay();
              exit;
            }
            if (!has_totag() && !lookup("location")) {
              sl_send_reply("404", "Not Found");
              exit;
            }
            t_relay();
          }
          """);

  private static Kamailio registrar(Path directory) {
    return Kamailio.start(directory.resolve("kamailio"), Programs.freePort(), 1, REGISTRAR);
  }

  private static Scenarios scenarios(Kamailio kamailio, String test) {
    return new Scenarios(new Ports(kamailio.port() - 5_060), test);
  }

  @Test
  void baresip_and_linphone_register_with_digest_and_write_to_each_other() {
    Programs.require("baresip", "linphone-daemon", "kamailio");
    Path directory = Programs.directory("phones");
    try (Kamailio kamailio = registrar(directory);
        Baresip baresip =
            Baresip.start(
                directory.resolve("2001"), "2001", "demo", "udp", kamailio.port(), "2002");
        Linphone linphone =
            Linphone.start(directory.resolve("2002"), "2002", "demo", kamailio.port())) {
      baresip.registered();

      baresip.say("Hello from baresip");
      linphone.sees("Hello from baresip");
      linphone.say("2001", "Hello from linphone");
      baresip.sees("Hello from linphone");
      linphone.isDelivered();
    }
  }

  @ParameterizedTest
  @CsvSource({"u1", "t1"})
  void sipp_calls_sipp_through_kamailio_and_every_text_is_seen(String transport) throws Exception {
    Programs.require("kamailio");
    Path directory = Programs.directory("sipp");
    try (Kamailio kamailio = registrar(directory)) {
      Scenarios scenarios = scenarios(kamailio, "through-kamailio");
      int phone = Programs.freePort();
      try (Sipp.Running callee = scenarios.waiting("answers", phone).start()) {
        scenarios.register("2001", phone);
        scenarios
            .calling("customer-starts")
            .over(transport)
            .key("user", "anna")
            .key("callee", "2001")
            .run()
            .orFail();

        assertThat(callee.finish().orFail().log())
            .containsExactly("got spoken 1", "got spoken 2", "got spoken 3");
      }
    }
  }

  @Test
  void failed_call_is_a_failure() throws Exception {
    Programs.require("kamailio");
    Path directory = Programs.directory("refusal");
    try (Kamailio kamailio = registrar(directory)) {
      Scenarios scenarios = scenarios(kamailio, "refusal");

      Sipp.Result wrong = scenarios.registering("2001", 9, 60).with("-ap", "wrong").run();

      assertThat(wrong.isClean()).isFalse();
      assertThat(wrong.statistics().failed()).isEqualTo(1);
      assertThat(wrong.errors()).contains("401");
    }
  }

  @Test
  void capture_shows_every_packet_and_its_dialog() throws Exception {
    Capture.require();
    Programs.require("kamailio");
    Path directory = Programs.directory("capture");
    try (Kamailio kamailio = registrar(directory)) {
      Scenarios scenarios = scenarios(kamailio, "captured");
      int phone = Programs.freePort();
      int silent = Programs.freePort();
      try (Capture capture = Capture.of(directory, phone, silent);
          Sipp.Running callee = scenarios.waiting("answers", phone).start()) {
        scenarios.register("2001", phone);
        scenarios
            .calling("customer-starts")
            .key("user", "anna")
            .key("callee", "2001")
            .run()
            .orFail();
        callee.finish().orFail();
        List<Capture.Packet> packets = capture.packets();

        assertThat(packets.stream().filter(packet -> packet.isRequest("MESSAGE")))
            .hasSize(3)
            .allSatisfy(packet -> assertThat(packet.toTag()).isNotEmpty())
            .allSatisfy(packet -> assertThat(packet.targetPort()).isEqualTo(phone));
        assertThat(packets.stream().filter(packet -> packet.isRequest("INVITE")))
            .allSatisfy(packet -> assertThat(packet.toTag()).isEmpty());
        assertThat(packets.stream().filter(packet -> packet.targetPort() == silent)).isEmpty();
        assertThat(capture.count()).isGreaterThanOrEqualTo(packets.size());
      }
    }
  }
}
