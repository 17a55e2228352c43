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

  /** An agent in a call with a phone that does not register: its address is configured. */
  private static final class Talk implements AutoCloseable {
    final Options options = suite.options();
    final FakeDesktop agent = suite.agent(AGENT);
    final RawSip phone;
    final ConnId call;
    final String invite;

    Talk() throws IOException {
      phone = RawSip.udp(suite.ports().sip());
      try (FakeDesktop watch = suite.watching(DN)) {
        options.dn(DN, "contact", contact(phone));
        watch.await(MessageType.EVENT_DN_BACK_IN_SERVICE);
      }
      call = agent.invite(DN, null);
      invite = phone.request("INVITE");
      phone.send(SipText.answer(invite, "180 Ringing", contact(phone), ""));
      phone.send(SipText.answer(invite, "200 OK", contact(phone), SipText.sdp()));
      phone.request("ACK");
      agent.await(MessageType.EVENT_ESTABLISHED);
    }

    /** A request of the phone in the dialog. */
    SipText inDialog(String method) {
      String contact = RawSip.header(invite, "Contact").orElseThrow();
      String ours = RawSip.header(invite, "To").orElseThrow();
      return SipText.of(method, DN, AGENT, phone)
          .with("From", ours + ";tag=answered")
          .with("To", RawSip.header(invite, "From").orElseThrow())
          .with("Call-ID", RawSip.header(invite, "Call-ID").orElseThrow())
          .to(contact.replaceAll("^<|>.*$", ""));
    }

    /** The agent hangs up, and the phone, wherever it is now, is told. */
    void end(RawSip at) throws IOException {
      agent.expectAnswer(agent.release(call), MessageType.EVENT_RELEASED);
      at.send(SipText.answer(at.request("BYE"), "200 OK", "", ""));
    }

    @Override
    public void close() {
      phone.close();
      agent.close();
      options.close();
    }
  }

  @Test
  void typing_is_told_both_ways() throws IOException {
    try (var talk = new Talk()) {
      SipText typing =
          talk.inDialog("MESSAGE")
              .carrying(
                  COMPOSING,
                  """
                  <?xml version="1.0" encoding="UTF-8"?>
                  <isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing">
                  <state>active</state><contenttype>text/plain</contenttype></isComposing>
                  """);
      assertThat(talk.phone.ask(typing)).isEqualTo(200);
      TlibEvent told =
          talk.agent.await("typing", event -> event.type() == MessageType.EVENT_PRIVATE_INFO);
      assertThat(told.get(Attribute.PRIVATE_MSG_ID)).isEqualTo(FakeDesktop.TYPING);

      talk.agent.ask(ref ->
          talk.agent.service(ref, talk.call, FakeDesktop.TYPING, KvList.of("im-typing", "active")));
      String message = talk.phone.request("MESSAGE");
      assertThat(RawSip.header(message, "Content-Type")).contains(COMPOSING);
      assertThat(RawSip.body(message)).contains("<state>active</state>");
      talk.phone.send(SipText.answer(message, "200 OK", "", ""));
      talk.end(talk.phone);
    }
  }

  @Test
  void an_update_moves_the_dialog_to_another_address() throws IOException {
    try (var talk = new Talk();
        RawSip moved = RawSip.udp(suite.ports().sip())) {
      SipText update =
          talk.inDialog("UPDATE")
              .with("Contact", "<" + contact(moved) + ">")
              .with("Supported", "timer")
              .with("Session-Expires", "1800;refresher=uac");
      String answer = talk.phone.send(update).answer();
      assertThat(RawSip.status(answer)).isEqualTo(200);
      assertThat(RawSip.header(answer, "Session-Expires")).contains("1800;refresher=uac");

      talk.agent.expectAnswer(
          talk.agent.say(talk.call, "where are you", "u1"), MessageType.EVENT_ACK);
      String message = moved.request("MESSAGE");
      assertThat(RawSip.body(message)).isEqualTo("where are you");
      moved.send(SipText.answer(message, "200 OK", "", ""));
      talk.end(moved);
    }
  }
}
