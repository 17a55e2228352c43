package org.parley.sip.voice;

import org.jspecify.annotations.Nullable;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Signalling;

/**
 * The dialog with an endpoint that rings (RFC 3261 section 12.1), in which it is told to answer: by
 * NOTIFY of Event {@code talk}, if it takes that.
 */
final class EarlyDialog {
  private final Signalling signalling;
  private @Nullable Dialog dialog;
  private boolean takesTalk;

  EarlyDialog(Signalling signalling) {
    this.signalling = signalling;
  }

  /** An answer that is not the last one, other than 100. */
  void heard(OutgoingRequest invite, SipResponse ringing) {
    takesTalk |= SessionTimer.lists(ringing.headers(), "Allow-Events", "talk");
    if (ringing.to().tag() != null && dialog == null) {
      dialog = Dialog.asClient(invite, ringing);
    }
  }

  /**
   * Tells the endpoint to answer.
   *
   * @param refused run when it cannot be told, or will not be
   */
  void tellToAnswer(Runnable refused) {
    if (dialog == null || !takesTalk) {
      refused.run();
      return;
    }
    dialog = dialog.next();
    HeaderFields headers = HeaderFields.of("Event", "talk").with("Subscription-State", "active");
    signalling.send(
        dialog.request("NOTIFY", headers, Body.none()),
        response -> {
          if (!response.isProvisional() && !response.isSuccess()) {
            refused.run();
          }
        });
  }

  /** The dialog that the 2xx {@code answer} makes, after what was sent before it. */
  Dialog confirmed(OutgoingRequest invite, SipResponse answer) {
    Dialog made = Dialog.asClient(invite, answer);
    return dialog == null ? made : made.after(dialog.localCseq());
  }
}
