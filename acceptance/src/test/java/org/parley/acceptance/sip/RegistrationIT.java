package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.suite.Options;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.MessageType;

/** Endpoints register, with a password, and are known to be there or not. */
class RegistrationIT {
  private static final String DN = "2001";

  private static SipSuite suite;

  @BeforeAll
  static void start() throws InterruptedException {
    suite = SipSuite.shared();
  }

  @ParameterizedTest
  @CsvSource({"u1,udp", "t1,tcp"})
  void registers_and_goes_away_again_and_desktops_are_told(String sipp, String transport)
      throws Exception {
    Scenarios scenarios = suite.scenarios("register-" + transport);
    int phone = Programs.freePort();
    String contact = DN + "@127.0.0.1:" + phone + ";transport=" + transport;
    try (FakeDesktop watch = suite.watching(DN)) {
      scenarios.registering(DN, phone, 600).key("contact", contact).over(sipp).run().orFail();
      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);

      scenarios.registering(DN, phone, 0).key("contact", contact).over(sipp).run().orFail();
      watch.await(MessageType.EVENT_DN_OUT_OF_SERVICE);
    }
  }

  @Test
  void a_wrong_password_does_not_register() throws Exception {
    Sipp.Result result =
        suite
            .scenarios("wrong-password")
            .registering(DN, Programs.freePort(), 600)
            .with("-ap", "wrong")
            .run();

    assertThat(result.statistics().successful()).isZero();
    assertThat(result.errors()).containsPattern("SIP/2.0 40[13]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "MD5"})
  void each_offered_algorithm_of_rfc_8760_is_taken(String algorithm) throws IOException {
    try (Options options = suite.options();
        RawSip socket = RawSip.udp(suite.ports().sip())) {
      options.sipServer("sip-digest-algorithms", "SHA-256,MD5");
      SipText register = SipText.of("REGISTER", DN, DN, socket).contact(socket, DN);
      String refusal = challenge(socket, register, 2);

      assertThat(Digest.challenges(refusal))
          .extracting(challenge -> Digest.parameter(challenge, "algorithm"))
          .containsExactly("SHA-256", "MD5");
      assertThat(Digest.challenges(refusal))
          .allMatch(challenge -> Digest.parameter(challenge, "realm").equals("parley-A"));
      SipText proven = register.authorized(refusal, DN, "demo", algorithm);
      assertThat(socket.ask(proven)).isEqualTo(200);
      SipText gone = SipText.fresh(register).with("Expires", "0");
      assertThat(socket.ask(gone.authorized(socket.send(gone).answer(), DN))).isEqualTo(200);
    }
  }

  /** A 401 with that many challenges, as soon as the option is known to the gateway. */
  private static String challenge(RawSip socket, SipText register, int count) {
    return await(count + " challenges")
        .until(
            () -> {
              String refusal = socket.send(SipText.fresh(register)).answer();
              assertThat(RawSip.status(refusal)).isEqualTo(401);
              return refusal;
            },
            refusal -> Digest.challenges(refusal).size() == count);
  }

  @Test
  void too_short_a_life_is_423_and_says_the_shortest() throws IOException {
    try (RawSip socket = RawSip.udp(suite.ports().sip())) {
      SipText register =
          SipText.of("REGISTER", DN, DN, socket).contact(socket, DN).with("Expires", "5");
      SipText proven = register.authorized(socket.send(register).answer(), DN);
      String answer = socket.send(proven).answer();

      assertThat(RawSip.status(answer)).isEqualTo(423);
      assertThat(RawSip.header(answer, "Min-Expires")).contains("60");
    }
  }

  @Test
  void several_contacts_are_listed_and_a_star_removes_them_all() throws IOException {
    try (RawSip socket = RawSip.udp(suite.ports().sip());
        FakeDesktop watch = suite.watching("2004")) {
      SipText register =
          SipText.of("REGISTER", "2004", "2004", socket)
              .with("Contact", "<sip:2004@127.0.0.1:9>;expires=100, <sip:2004@127.0.0.1:7>")
              .with("Expires", "200");
      SipText proven = register.authorized(socket.send(register).answer(), "2004");
      String answer = socket.send(proven).answer();
      assertThat(RawSip.status(answer)).isEqualTo(200);
      assertThat(contacts(answer)).hasSize(2);
      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);

      SipText all = register.next().next().with("Contact", "*").with("Expires", "0");
      String none = socket.send(all.authorized(socket.send(all).answer(), "2004")).answer();
      assertThat(RawSip.status(none)).isEqualTo(200);
      assertThat(contacts(none)).isEmpty();
      watch.await(MessageType.EVENT_DN_OUT_OF_SERVICE);
    }
  }

  private static List<String> contacts(String answer) {
    return answer
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .filter(line -> line.regionMatches(true, 0, "Contact:", 0, 8))
        .flatMap(line -> List.of(line.substring(8).split(",")).stream())
        .toList();
  }

  @Test
  void a_registration_that_is_not_renewed_ends() throws IOException {
    try (Options options = suite.options();
        RawSip socket = RawSip.udp(suite.ports().sip());
        FakeDesktop watch = suite.watching(DN)) {
      options.sipServer("sip-min-expires", "1s");
      SipText register =
          SipText.of("REGISTER", DN, DN, socket).contact(socket, DN).with("Expires", "2");
      await("the option has arrived")
          .until(
              () -> {
                SipText first = SipText.fresh(register);
                return socket.ask(first.authorized(socket.send(first).answer(), DN));
              },
              status -> status == 200);

      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);
      watch.awaitWithin(MessageType.EVENT_DN_OUT_OF_SERVICE, 15);
    }
  }

  @Test
  void options_and_keepalives_are_answered() throws IOException {
    try (RawSip udp = RawSip.udp(suite.ports().sip());
        RawSip tcp = RawSip.tcp(suite.ports().sip())) {
      String answer =
          udp.send(SipText.of("OPTIONS", "ping", "ping", udp).to("sip:127.0.0.1")).answer();
      assertThat(RawSip.status(answer)).isEqualTo(200);
      assertThat(RawSip.header(answer, "Allow").orElse("")).contains("INVITE", "MESSAGE", "BYE");
      udp.send("\r\n\r\n");
      tcp.send("\r\n\r\n");
      assertThat(
              tcp.ask(
                  SipText.of("OPTIONS", "ping", "ping", tcp, "TCP").to("sip:127.0.0.1").toString()))
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp", "tcp"})
  void baresip_registers(String transport) {
    Programs.require("baresip");
    try (FakeDesktop watch = suite.watching("2003");
        Baresip baresip =
            Baresip.start(
                Programs.directory("register-baresip-" + transport),
                "2003",
                "demo",
                transport,
                suite.ports().sip(),
                "1001")) {
      baresip.registered();

      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);
      baresip.quit();
      watch.await(MessageType.EVENT_DN_OUT_OF_SERVICE);
    }
  }

  @Test
  void linphone_registers() {
    Programs.require("linphone-daemon");
    Path directory = Programs.directory("register-linphone");
    try (FakeDesktop watch = suite.watching("2004");
        Linphone _ = Linphone.start(directory, "2004", "demo", suite.ports().sip())) {
      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);
    }
  }
}
