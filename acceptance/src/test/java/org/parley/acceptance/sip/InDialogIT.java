package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.suite.Options;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.KvList;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;

/** What goes on in an established dialog beside text, header by header. */
class InDialogIT {
  private static final String AGENT = "1012";
  private static final String DN = "2007";
  private static final String COMPOSING = "application/im-iscomposing+xml";

  private static SipSuite suite;

  @BeforeAll
  static void start() throws InterruptedException {
    suite = SipSuite.shared();
  }

  private static String contact(RawSip phone) {
    return "sip:" + DN + "@127.0.0.1:" + phone.port();
  }

  /** The phone takes up the invitation. */
  private static String answered(RawSip phone) throws IOException {
    String invite = phone.request("INVITE");
    phone.send(SipText.answer(invite, "180 Ringing", contact(phone), ""));
    phone.send(SipText.answer(invite, "200 OK", contact(phone), SipText.sdp()));
    phone.request("ACK");
    return invite;
  }

  /** A request of the phone in the dialog of that INVITE. */
  private static SipText inDialog(String method, String invite, RawSip phone) {
    String contact = RawSip.header(invite, "Contact").orElseThrow();
    String ours = RawSip.header(invite, "To").orElseThrow();
    return SipText.of(method, DN, AGENT, phone)
        .with("From", ours + ";tag=answered")
        .with("To", RawSip.header(invite, "From").orElseThrow())
        .with("Call-ID", RawSip.header(invite, "Call-ID").orElseThrow())
        .to(contact.replaceAll("^<|>.*$", ""));
  }

  private static void hangUp(FakeDesktop agent, ConnId call, RawSip phone) throws IOException {
    agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
    phone.send(SipText.answer(phone.request("BYE"), "200 OK", "", ""));
  }

  @Test
  void typing_is_told_both_ways() throws IOException {
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop watch = suite.watching(DN);
        RawSip phone = RawSip.udp(suite.ports().sip())) {
      options.dn(DN, "contact", contact(phone));
      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);
      ConnId call = agent.invite(DN, null);
      String invite = answered(phone);
      agent.await(MessageType.EVENT_ESTABLISHED);

      SipText typing =
          inDialog("MESSAGE", invite, phone)
              .carrying(
                  COMPOSING,
                  """
                  <?xml version="1.0" encoding="UTF-8"?>
                  <isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing">
                  <state>active</state><contenttype>text/plain</contenttype></isComposing>
                  """);
      assertThat(phone.ask(typing)).isEqualTo(200);
      TlibEvent told =
          agent.await("typing", event -> event.type() == MessageType.EVENT_PRIVATE_INFO);
      assertThat(told.get(Attribute.PRIVATE_MSG_ID)).isEqualTo(FakeDesktop.TYPING);

      agent.ask(
          ref -> agent.service(ref, call, FakeDesktop.TYPING, KvList.of("im-typing", "active")));
      String message = phone.request("MESSAGE");
      assertThat(RawSip.header(message, "Content-Type")).contains(COMPOSING);
      assertThat(RawSip.body(message)).contains("<state>active</state>");
      phone.send(SipText.answer(message, "200 OK", "", ""));
      hangUp(agent, call, phone);
    }
  }

  @Test
  void an_update_moves_the_dialog_to_another_address() throws IOException {
    try (Options options = suite.options();
        FakeDesktop agent = suite.agent(AGENT);
        FakeDesktop watch = suite.watching(DN);
        RawSip phone = RawSip.udp(suite.ports().sip());
        RawSip moved = RawSip.udp(suite.ports().sip())) {
      options.dn(DN, "contact", contact(phone));
      watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);
      ConnId call = agent.invite(DN, null);
      String invite = answered(phone);
      agent.await(MessageType.EVENT_ESTABLISHED);

      SipText update =
          inDialog("UPDATE", invite, phone)
              .with("Contact", "<" + contact(moved) + ">")
              .with("Supported", "timer")
              .with("Session-Expires", "1800;refresher=uac");
      String answer = phone.send(update).answer();
      assertThat(RawSip.status(answer)).isEqualTo(200);
      assertThat(RawSip.header(answer, "Session-Expires")).contains("1800;refresher=uac");

      agent.expectAnswer(agent.say(call, "where are you", "u1"), MessageType.EVENT_ACK);
      String message = moved.request("MESSAGE");
      assertThat(RawSip.body(message)).isEqualTo("where are you");
      moved.send(SipText.answer(message, "200 OK", "", ""));
      hangUp(agent, call, moved);
    }
  }
}
