package org.parley.sip.leg;

import java.util.Objects;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.line.DialogId;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipResponse;

/**
 * 2xx to an INVITE of ours that come when its transaction is over: a repeated one wants its ACK
 * again, one of another branch is acknowledged and ended (RFC 3261 section 13.2.2.4).
 */
final class StraySuccess {
  private final Workspace work;

  StraySuccess(Workspace work) {
    this.work = work;
  }

  void on(SipResponse response) {
    Leg leg = work.legs().in(DialogId.of(response));
    String remoteTag = Objects.requireNonNullElse(response.to().tag(), "");
    if (leg instanceof Talking talking && talking.acknowledgeAgain(remoteTag, response.cseq())) {
      return;
    }
    if (leg != null) { // nobody makes us send to somewhere by an answer that we know nothing of
      Dialog dialog = Dialog.ofSuccess(response, response.to().uri(), response.source());
      work.ports().signalling().acknowledge(dialog.ack(response.cseq(), Body.none()));
      work.ports()
          .signalling()
          .send(dialog.next().request("BYE", HeaderFields.none(), Body.none()), _ -> {});
    }
  }
}
