package org.parley.sip.registrar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Received;

/** A REGISTER, and how it was answered. */
final class Register implements Received {
  static final Flow UDP = new Flow(Transport.UDP, "192.0.2.7", 5070);
  static final Flow TCP = new Flow(Transport.TCP, "192.0.2.7", 49152);

  private final List<NameAddr> contacts = new ArrayList<>();
  private HeaderFields headers = HeaderFields.none();
  private String to = "sip:2001@127.0.0.1";
  private String callId = "call";
  private long cseq = 1;
  private Flow source = UDP;
  @Nullable Answer answer;

  /**
   * @param contact a URI, with {@code ;expires=} and so on after a blank
   */
  static Register of(String... contact) {
    var register = new Register();
    for (String each : contact) {
      String[] parts = each.split(" ", 2);
      SequencedMap<String, String> parameters = new LinkedHashMap<>();
      if (parts.length > 1) {
        for (String parameter : parts[1].split(";")) {
          String[] pair = parameter.split("=", 2);
          parameters.put(pair[0], pair[1]);
        }
      }
      register.contacts.add(new NameAddr(null, parts[0], parameters));
    }
    return register;
  }

  Register expires(String seconds) {
    headers = headers.with("Expires", seconds);
    return this;
  }

  Register to(String uri) {
    to = uri;
    return this;
  }

  Register call(String id, long number) {
    callId = id;
    cseq = number;
    return this;
  }

  Register over(Flow flow) {
    source = flow;
    return this;
  }

  @Override
  public SipRequest request() {
    return new SipRequest(
        "REGISTER",
        "sip:127.0.0.1",
        NameAddr.of(to).withTag("f"),
        NameAddr.of(to),
        callId,
        cseq,
        contacts,
        List.of(),
        headers,
        Body.none(),
        source);
  }

  @Override
  public void answer(Answer given) {
    if (answer != null) {
      throw new AssertionError("answered twice: " + answer + ", " + given);
    }
    answer = given;
  }

  int code() {
    return answer == null ? 0 : answer.code();
  }

  List<String> told() {
    return answer == null ? List.of() : answer.headers().all("Contact");
  }
}
