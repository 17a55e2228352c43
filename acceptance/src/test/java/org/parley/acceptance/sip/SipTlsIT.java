package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.suite.Suites;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;

/** SIP over TLS, with the certificate that the run made for itself. */
class SipTlsIT {
  private static final String AGENT = "1009";

  private static SipSuite suite;
  private static Path certificate;

  @BeforeAll
  static void start() throws InterruptedException {
    suite = SipSuite.shared();
    certificate = Suites.certificate();
  }

  @Test
  void baresip_registers_and_talks_over_tls() {
    Programs.require("baresip");
    try (FakeDesktop agent = suite.agent(AGENT);
        Baresip baresip =
            Baresip.startTls(
                Programs.directory("tls-baresip"),
                "2001",
                "demo",
                suite.ports().sipTls(),
                AGENT,
                certificate)) {
      baresip.registered();

      baresip.say("Over TLS");
      ConnId call = agent.await(MessageType.EVENT_RINGING).require(Attribute.CONN_ID);
      agent.accept(call);
      agent.expectAnswer(agent.say(call, "And back", "tls"), MessageType.EVENT_ACK);
      baresip.sees("And back");
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
      assertThat(baresip.screen()).contains("TLS 127.0.0.1");
    }
  }

  @Test
  void a_dialog_goes_over_the_connection_that_registered() throws IOException {
    try (FakeDesktop agent = suite.agent(AGENT);
        RawSip phone = RawSip.tls(suite.ports().sipTls(), certificate)) {
      String contact = "sip:2002@127.0.0.1:" + phone.port() + ";transport=tls";
      SipText register =
          SipText.of("REGISTER", "2002", "2002", phone, "TLS")
              .with("Contact", "<" + contact + ">")
              .with("Expires", "600");
      SipText proven = register.authorized(phone.send(register).answer(), "2002");
      assertThat(phone.ask(proven.toString())).isEqualTo(200);

      ConnId call = agent.invite("2002", "secret");
      String invite = phone.request("INVITE");
      phone.send(SipText.answer(invite, "180 Ringing", contact, ""));
      phone.send(SipText.answer(invite, "200 OK", contact, SipText.sdp()));
      agent.await(MessageType.EVENT_ESTABLISHED);
      phone.request("ACK");
      String message = phone.request("MESSAGE");
      assertThat(RawSip.body(message)).isEqualTo("secret");
      assertThat(RawSip.header(message, "To").orElse("")).contains("tag=answered");
      phone.send(SipText.answer(message, "200 OK", "", ""));

      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
      phone.send(SipText.answer(phone.request("BYE"), "200 OK", "", ""));
    }
  }
}
