package org.parley.sip.leg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.sip.SipLeg;
import org.parley.sip.line.DialogId;
import org.parley.sip.location.Contact;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.SipUri;
import org.parley.sip.message.Transport;
import org.parley.sip.signalling.Received;

/**
 * A party that writes MESSAGE requests without a dialog (RFC 3428), and gets its answers so. Ends
 * with the session.
 */
final class Paging implements Leg, Delivery.Owner {
  private final Workspace work;
  private final LegHead head;
  private final String localUri;
  private final String remoteUri;
  private final NameAddr from;
  private final String callId;
  private final Delivery delivery;
  private long cseq;
  private int attempts;
  private boolean takesComposing;
  private boolean kept;
  private boolean over;
  private List<Runnable> waiting = new ArrayList<>();

  /**
   * @param localUri whom the party writes to
   * @param remoteUri the party's own address
   */
  Paging(Workspace work, LegHead head, String localUri, String remoteUri, int deliveredSeq) {
    this.work = work;
    this.head = head;
    this.localUri = localUri;
    this.remoteUri = remoteUri;
    this.from = NameAddr.of(localUri).withTag(work.ports().tokens().get());
    this.callId = work.ports().tokens().get();
    this.delivery = new Delivery(work, head, deliveredSeq, this::send, this);
  }

  void begin() {
    work.legs().put(this);
    work.keeper().keep(head.key().text(), state(), this::kept);
    delivery.begin();
    look(work.sessions().get(head.connId()), List.of());
  }

  /** Runs it when the leg survives a restart, or needs to no more. */
  void whenKept(Runnable then) {
    if (kept) {
      then.run();
    } else {
      waiting.add(then);
    }
  }

  private void kept() {
    kept = true;
    List<Runnable> told = waiting;
    waiting = new ArrayList<>();
    told.forEach(Runnable::run);
  }

  void takesComposing() {
    takesComposing = true;
  }

  @Override
  public LegHead head() {
    return head;
  }

  @Override
  public Optional<DialogId> dialogId() {
    return Optional.empty();
  }

  @Override
  public int reachedSeq() {
    return delivery.reachedSeq();
  }

  private void send(HeaderFields headers, Body body, Consumer<SipResponse> finalAnswer) {
    List<Contact> contacts =
        work.ports().location().contacts(head.trunk() == null ? head.dn() : head.trunk());
    if (contacts.isEmpty()) {
      finalAnswer.accept(unregistered());
      return;
    }
    // Another contact only when nothing could be sent to the one before.
    Contact contact = contacts.get(attempts % contacts.size());
    cseq++;
    OutgoingRequest request =
        head.trunk() == null
            ? message(
                contact.target().toString(),
                List.of(),
                headers,
                body,
                work.ports().reach().hop(contact))
            : throughTrunk(contact, headers, body);
    work.ports()
        .signalling()
        .send(
            request,
            response -> {
              if (!response.isProvisional()) {
                attempts = response.code() == 503 && response.madeUp() ? attempts + 1 : attempts;
                finalAnswer.accept(response);
              }
            });
  }

  /** To the customer's own address, by way of the trunk's. */
  private OutgoingRequest throughTrunk(Contact contact, HeaderFields headers, Body body) {
    Flow flow = work.ports().reach().hop(contact);
    SipUri trunk = contact.target();
    NameAddr route =
        NameAddr.of(
            new SipUri(trunk.secure(), null, trunk.host(), trunk.port(), trunk.parameters())
                .with("lr", "")
                .toString());
    return message(remoteUri, flow == null ? List.of(route) : List.of(), headers, body, flow);
  }

  private OutgoingRequest message(
      String requestUri,
      List<NameAddr> routes,
      HeaderFields headers,
      Body body,
      @Nullable Flow flow) {
    return new OutgoingRequest(
        "MESSAGE",
        requestUri,
        from,
        NameAddr.of(remoteUri),
        callId,
        cseq,
        routes,
        headers,
        body,
        flow);
  }

  private SipResponse unregistered() {
    return new SipResponse(
        480,
        "Nothing is registered",
        from,
        NameAddr.of(remoteUri),
        callId,
        cseq,
        "MESSAGE",
        List.of(),
        List.of(),
        HeaderFields.none(),
        Body.none(),
        new Flow(Transport.UDP, "0.0.0.0", 1),
        true);
  }

  @Override
  public void look(@Nullable ImSession session, List<ImEvent> events) {
    if (session != null) {
      delivery.follow(session.transcript());
    }
    if (Sessions.isOver(session)) {
      delivery.close(this::end);
      return;
    }
    for (ImEvent event : events) {
      if (event instanceof ImEvent.Typed typed && takesComposing && !typed.by().equals(head.dn())) {
        delivery.composing(typed.active());
      }
    }
  }

  @Override
  public void progressed() {
    if (!over) {
      work.keeper().keep(head.key().text(), state());
    }
  }

  private SipLeg state() {
    return new SipLeg(
        head.connId(),
        head.dn(),
        work.ports().name(),
        null,
        localUri,
        remoteUri,
        delivery.deliveredSeq(),
        head.trunk());
  }

  /** There is none; the next message may arrive. */
  @Override
  public void dialogGone(int code) {}

  private void end() {
    if (!over) {
      over = true;
      work.legs().remove(this);
      work.keeper().forget(head.key().text());
      kept();
    }
  }

  @Override
  public void silence() {
    delivery.silence();
    end();
  }

  @Override
  public void handOver(SipLeg theirs) {
    over = true;
    delivery.silence();
    work.legs().remove(this);
    kept();
  }

  @Override
  public void onRequest(Received received) {}

  @Override
  public void onAck(SipRequest ack) {}

  @Override
  public void onNoAck(Received invite) {}

  @Override
  public void onCancel(Received invite) {}
}
