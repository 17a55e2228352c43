package org.parley.sip.voice;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.sip.SipLeg;
import org.parley.contracts.sip.SipLeg.DialogState;
import org.parley.contracts.sip.SipLeg.Voice;
import org.parley.contracts.voice.VoiceCommand.FromEndpoint;
import org.parley.contracts.voice.VoiceCommand.HangUp;
import org.parley.sip.dialog.Dialog;
import org.parley.sip.line.Keeper;
import org.parley.sip.line.Line;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.SipResponse;
import org.parley.sip.signalling.Methods;

/** What all connections share. */
record VoiceWorkspace(
    VoicePorts ports,
    Teller teller,
    Interactions interactions,
    Connections connections,
    Keeper keeper) {
  static final String ALLOW = Methods.IN_VOICE_DIALOG;

  static VoiceWorkspace of(VoicePorts ports) {
    Interactions interactions = new Interactions();
    return new VoiceWorkspace(
        ports,
        new Teller(ports.commands(), ports.timers(), interactions),
        interactions,
        new Connections(),
        new Keeper(ports.store(), ports.timers()));
  }

  void tell(VoiceHead head, FromEndpoint command) {
    teller.tell(head, command);
  }

  void hangUp(VoiceHead head) {
    tell(head, new HangUp(head.connId(), head.leg()));
  }

  Line line(VoiceHead head, Dialog dialog) {
    return new Line(ports.reach(), head.dn(), dialog);
  }

  /** A 2xx of a branch that nobody wants: it is acknowledged and ended. */
  void endStray(SipResponse response) {
    Dialog dialog = Dialog.ofSuccess(response, response.to().uri(), response.source());
    ports.signalling().acknowledge(dialog.ack(response.cseq(), Body.none()));
    ports
        .signalling()
        .send(dialog.next().request("BYE", HeaderFields.none(), Body.none()), _ -> {});
  }

  /**
   * What is written of a connection.
   *
   * @param dialog null before it is established
   */
  SipLeg record(VoiceHead head, @Nullable Dialog dialog, @Nullable DialogState state, Voice voice) {
    return new SipLeg(
        head.connId(),
        head.dn(),
        ports.name(),
        state,
        dialog == null ? "" : dialog.local().uri(),
        dialog == null ? "" : dialog.remote().uri(),
        0,
        head.trunk(),
        voice);
  }

  /** What is written of one that is not answered yet. */
  SipLeg unanswered(VoiceHead head) {
    return record(head, null, null, new Voice(head.leg(), false, List.of()));
  }
}
