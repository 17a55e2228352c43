package org.parley.sip.signalling;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;

/** The stack, in memory: what was sent waits for the test to answer it as the peer. */
public final class FakeSignalling implements Signalling {

  /** A request that the peer has got. */
  public static final class Outgoing implements Signalling.Sent {
    public final OutgoingRequest request;
    private final Answers answers;
    public boolean answered;
    public boolean cancelled;
    public @Nullable String reason;

    Outgoing(OutgoingRequest request, Answers answers) {
      this.request = request;
      this.answers = answers;
    }

    @Override
    public void cancel(@Nullable String why) {
      if (request.method().equals("INVITE") && !answered) {
        cancelled = true;
        reason = why;
      }
    }

    public void answer(int code) {
      answer(code, HeaderFields.none(), Body.none(), false);
    }

    public void answer(int code, String header, String value) {
      answer(code, HeaderFields.of(header, value), Body.none(), false);
    }

    public void answer(int code, Body body) {
      answer(code, HeaderFields.none(), body, false);
    }

    /** What the stack says when nobody answers, or nothing can be sent. */
    public void makeUp(int code) {
      answer(code, HeaderFields.none(), Body.none(), true);
    }

    /** The connection breaks before there is an answer. */
    public void loseConnection() {
      answered = true;
      SipResponse r = response(503, HeaderFields.none(), Body.none(), true, List.of());
      answers.on(
          new SipResponse(
              503,
              SipResponse.CONNECTION_LOST,
              r.from(),
              r.to(),
              r.callId(),
              r.cseq(),
              r.method(),
              List.of(),
              List.of(),
              r.headers(),
              r.body(),
              r.source(),
              true));
    }

    public void answer(int code, HeaderFields headers, Body body, boolean madeUp) {
      answer(code, headers, body, madeUp, List.of(NameAddr.of("sip:phone@192.0.2.1:5070")));
    }

    public void answer(
        int code, HeaderFields headers, Body body, boolean madeUp, List<NameAddr> contacts) {
      if (answered) {
        throw new IllegalStateException("answered twice: " + request);
      }
      answered = code >= 200;
      answers.on(response(code, headers, body, madeUp, contacts));
    }

    public SipResponse response(
        int code, HeaderFields headers, Body body, boolean madeUp, List<NameAddr> contacts) {
      return new SipResponse(
          code,
          "Reason " + code,
          request.from(),
          request.to().tag() == null && code > 100 ? request.to().withTag("phone") : request.to(),
          request.callId(),
          request.cseq(),
          request.method(),
          madeUp ? List.of() : contacts,
          List.of(),
          headers,
          body,
          new Flow(Transport.UDP, "192.0.2.1", 5070),
          madeUp);
    }

    @Override
    public String toString() {
      return request + (answered ? " (answered)" : "");
    }
  }

  public final List<Outgoing> sent = new ArrayList<>();
  public final List<OutgoingRequest> acks = new ArrayList<>();
  public final Set<Flow> deadFlows = new HashSet<>();

  @Override
  public Sent send(OutgoingRequest request, Answers answers) {
    Outgoing outgoing = new Outgoing(request, answers);
    sent.add(outgoing);
    return outgoing;
  }

  @Override
  public void acknowledge(OutgoingRequest ack) {
    acks.add(ack);
  }

  @Override
  public String contact(Transport transport, @Nullable String user) {
    return "sip:192.0.2.100";
  }

  @Override
  public String host() {
    return "192.0.2.100";
  }

  @Override
  public boolean isAlive(Flow flow) {
    return !deadFlows.contains(flow);
  }

  public List<Outgoing> all(String method) {
    return sent.stream().filter(o -> o.request.method().equals(method)).toList();
  }

  /** Those that wait for an answer. */
  public List<Outgoing> open(String method) {
    return all(method).stream().filter(o -> !o.answered).toList();
  }

  public Outgoing last(String method) {
    return all(method).getLast();
  }
}
