package org.parley.sip.line;

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
public final class Line {
  public static final String ALLOW = Methods.IN_DIALOG;

  private final Reach reach;
  private final Dn dn;
  private Dialog dialog;

  public Line(Reach reach, Dn dn, Dialog dialog) {
    this.reach = reach;
    this.dn = dn;
    this.dialog = dialog;
  }

  public Dialog dialog() {
    return dialog;
  }

  public DialogId id() {
    return new DialogId(dialog.callId(), dialog.localTag());
  }

  /** Sends the next request. */
  public Signalling.Sent send(
      String method, HeaderFields headers, Body body, Signalling.Answers answers) {
    dialog = dialog.next();
    return reach.signalling().send(dialog.over(hop()).request(method, headers, body), answers);
  }

  public void acknowledge(long inviteCseq) {
    reach.signalling().acknowledge(dialog.over(hop()).ack(inviteCseq, Body.none()));
  }

  /** Ends it on our side. */
  public void bye(HeaderFields headers) {
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
    if (flow == null || reach.signalling().isAlive(flow)) {
      return flow;
    }
    if (!dialog.routeSet().isEmpty()) {
      return null;
    }
    List<Contact> live =
        reach.location().contacts(dn).stream().filter(c -> reach.hop(c) != null).toList();
    return live.stream()
        .filter(contact -> contact.target().toString().equals(dialog.remoteTarget()))
        .findFirst()
        .or(() -> live.stream().findFirst())
        .map(reach::hop)
        .orElse(null);
  }

  /** Whether that request is of the far end of this dialog (RFC 3261 section 12.2.2). */
  public boolean isFrom(SipRequest request) {
    return dialog.remoteTag().equals(Objects.requireNonNullElse(request.from().tag(), ""));
  }

  /** Whether a request of the far end comes too late; if not it is the last one seen. */
  public boolean isTooLate(long cseq) {
    if (dialog.order(cseq) == Dialog.Order.TOO_LOW) {
      return true;
    }
    dialog = dialog.seen(cseq);
    return false;
  }

  public void refreshed(List<NameAddr> contacts) {
    dialog = dialog.refreshed(contacts);
  }

  /** An answer in this dialog. */
  public Answer in(Answer answer) {
    return answer.tagged(dialog.localTag());
  }
}
