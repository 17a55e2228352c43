package org.parley.sip.leg;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.location.Contact;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.signalling.Methods;
import org.parley.sip.signalling.Signalling;
import org.parley.tlib.Dn;

/** The dialog of a leg as it stands, and the way to send in it. */
final class Line {
  static final String ALLOW = Methods.IN_DIALOG;

  private final Ports ports;
  private final Dn dn;
  private Dialog dialog;

  Line(Ports ports, Dn dn, Dialog dialog) {
    this.ports = ports;
    this.dn = dn;
    this.dialog = dialog;
  }

  Dialog dialog() {
    return dialog;
  }

  DialogId id() {
    return new DialogId(dialog.callId(), dialog.localTag());
  }

  /** Sends the next request. */
  Signalling.Sent send(String method, HeaderFields headers, Body body, Signalling.Answers answers) {
    dialog = dialog.next();
    return ports.signalling().send(dialog.over(hop()).request(method, headers, body), answers);
  }

  void acknowledge(long inviteCseq) {
    ports.signalling().acknowledge(dialog.over(hop()).ack(inviteCseq, Body.none()));
  }

  /** Ends it on our side. */
  void bye(HeaderFields headers) {
    send("BYE", headers, Body.none(), _ -> {});
  }

  /**
   * A connection that is gone is not opened from this side to an endpoint behind a NAT; it may have
   * opened another one and registered over it, under the same Contact or, as its port is another,
   * under a new one. Looked for each time: it may not be there yet. A dialog through proxies is
   * theirs to route.
   */
  private @Nullable Flow hop() {
    Flow flow = dialog.flow();
    if (flow == null || ports.signalling().isAlive(flow)) {
      return flow;
    }
    if (!dialog.routeSet().isEmpty()) {
      return null;
    }
    List<Contact> live =
        ports.location().contacts(dn).stream().filter(c -> ports.hop(c) != null).toList();
    return live.stream()
        .filter(contact -> contact.target().toString().equals(dialog.remoteTarget()))
        .findFirst()
        .or(() -> live.stream().findFirst())
        .map(ports::hop)
        .orElse(null);
  }

  /** Whether that request is of the far end of this dialog (RFC 3261 section 12.2.2). */
  boolean isFrom(SipRequest request) {
    return dialog.remoteTag().equals(Objects.requireNonNullElse(request.from().tag(), ""));
  }

  /** Whether a request of the far end comes too late; if not it is the last one seen. */
  boolean isTooLate(long cseq) {
    if (dialog.order(cseq) == Dialog.Order.TOO_LOW) {
      return true;
    }
    dialog = dialog.seen(cseq);
    return false;
  }

  void refreshed(List<NameAddr> contacts) {
    dialog = dialog.refreshed(contacts);
  }

  /** An answer in this dialog. */
  Answer in(Answer answer) {
    return answer.tagged(dialog.localTag());
  }
}
