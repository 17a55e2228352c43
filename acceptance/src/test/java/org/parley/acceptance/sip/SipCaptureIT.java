package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.bench.tool.Sipp;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;

/** What a third party sees on the wire, decoded by tshark. */
class SipCaptureIT {
  private static final String AGENT = "1010";
  private static final String DN = "2003";

  @Test
  void in_session_mode_no_message_is_outside_the_dialog() throws Exception {
    Capture.require();
    SipSuite suite = SipSuite.shared();
    Scenarios scenarios = suite.scenarios("captured-session");
    int phone = Programs.freePort();
    scenarios.register(DN, phone);
    try (FakeDesktop agent = suite.agent(AGENT);
        Capture capture = Capture.of(Programs.directory("session-mode"), phone);
        Sipp.Running endpoint = scenarios.waiting("echoes", phone).start()) {
      ConnId call = agent.invite(DN, "0");
      agent.await(MessageType.EVENT_ESTABLISHED);
      for (int i = 1; i < 10; i++) {
        agent.expectAnswer(agent.say(call, "" + i, "c" + i), MessageType.EVENT_ACK);
      }
      for (int i = 0; i < 20; i++) {
        agent.nextMessage(call);
      }
      agent.release(call);
      endpoint.finish().orFail();
      List<Capture.Packet> packets = capture.packets();

      List<Capture.Packet> messages =
          packets.stream().filter(packet -> packet.isRequest("MESSAGE")).toList();
      assertThat(messages).hasSizeGreaterThanOrEqualTo(20);
      assertThat(messages).allSatisfy(message -> assertThat(message.toTag()).isNotEmpty());
      Set<String> calls = packets.stream().map(Capture.Packet::callId).collect(Collectors.toSet());
      assertThat(calls).as("one dialog carries everything").hasSize(1);
      assertThat(packets.stream().filter(packet -> packet.isRequest("INVITE"))).isNotEmpty();
      assertThat(packets.stream().filter(packet -> packet.isRequest("BYE"))).isNotEmpty();
      assertThat(oneAtATime(messages, packets, phone)).isTrue();
    } finally {
      scenarios.unregister(DN, phone);
    }
  }

  /** RFC 3428 section 8: to the endpoint the next MESSAGE goes out after the answer to the last. */
  private static boolean oneAtATime(
      List<Capture.Packet> messages, List<Capture.Packet> packets, int phone) {
    int pending = 0;
    for (Capture.Packet packet : packets) {
      boolean toEndpoint = packet.isRequest("MESSAGE") && packet.targetPort() == phone;
      boolean answered =
          packet.status() >= 200
              && packet.cseqMethod().equals("MESSAGE")
              && packet.sourcePort() == phone;
      pending += toEndpoint ? 1 : answered ? -1 : 0;
      if (pending > 1) {
        return false;
      }
    }
    return pending == 0 && !messages.isEmpty();
  }
}
