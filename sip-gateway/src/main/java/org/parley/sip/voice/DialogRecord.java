package org.parley.sip.voice;

import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.sip.SipLeg.DialogState;
import org.parley.contracts.sip.SipLeg.Voice;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.line.Refresher;

/** What a restart, or another instance, would find of a connection with a dialog. */
final class DialogRecord {
  private final VoiceWorkspace work;
  private final VoiceHead head;
  private final Terms terms;
  private final Refresher refresher;
  private boolean closed;

  DialogRecord(VoiceWorkspace work, VoiceHead head, Terms terms, Refresher refresher) {
    this.work = work;
    this.head = head;
    this.terms = terms;
    this.refresher = refresher;
  }

  /** Writes it as it is now. */
  void keep() {
    keep(() -> {});
  }

  /**
   * @param kept run when it survives a restart
   */
  void keep(Runnable kept) {
    if (!closed) {
      work.keeper().keep(head.key(), now(), kept);
    }
  }

  private SipLeg now() {
    Dialog dialog = terms.line().dialog();
    AudioSession audio = terms.audio();
    DialogState state =
        dialog.state(refresher.timer(), refresher.allowsUpdate(), audio.session(), audio.version());
    return work.record(head, dialog, state, new Voice(head.leg(), true, audio.media()));
  }

  /** From now on it is another instance's to write. */
  void close() {
    closed = true;
  }

  /** There is no dialog any more. */
  void forget() {
    close();
    work.keeper().forget(head.key());
  }
}
