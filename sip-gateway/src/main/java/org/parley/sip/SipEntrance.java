package org.parley.sip;

import java.util.function.Predicate;
import org.parley.sip.auth.Identities;
import org.parley.sip.leg.Switchboard;
import org.parley.sip.line.DialogId;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.SipUri;
import org.parley.sip.registrar.Capabilities;
import org.parley.sip.registrar.Registrar;
import org.parley.sip.sdp.AudioSdp;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;
import org.parley.sip.voice.VoiceBoard;
import org.parley.tlib.Dn;

/**
 * Takes requests to whom they are for: the registrar, the legs of IM sessions, or those of voice
 * calls. Which of the two an INVITE is for its session description says; one without is for voice
 * where the DN that it calls takes that.
 *
 * @param takesVoice whether a DN can be given voice calls
 */
record SipEntrance(
    Registrar registrar, Switchboard switchboard, VoiceBoard voice, Predicate<Dn> takesVoice)
    implements Requests {

  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    if (request.method().equals("REGISTER")) {
      registrar.onRegister(received);
    } else if (request.method().equals("OPTIONS") && !request.isInDialog()) {
      received.answer(Capabilities.answer());
    } else if (request.isInDialog()) {
      inDialog(received);
    } else if (request.method().equals("INVITE") && isVoice(request)) {
      voice.onRequest(received);
    } else {
      switchboard.onRequest(received);
    }
  }

  private void inDialog(Received received) {
    if (voice.has(DialogId.of(received.request()))) {
      voice.onRequest(received);
    } else {
      switchboard.onRequest(received);
    }
  }

  private boolean isVoice(SipRequest invite) {
    Body body = invite.body();
    if (body.isEmpty()) {
      return SipUri.parse(invite.requestUri())
          .flatMap(Identities::dn)
          .filter(takesVoice)
          .isPresent();
    }
    return body.mediaType().equals(AudioSdp.MEDIA_TYPE) && AudioSdp.isVoice(body.bytes());
  }

  @Override
  public void onAck(SipRequest ack) {
    if (voice.has(DialogId.of(ack))) {
      voice.onAck(ack);
    } else {
      switchboard.onAck(ack);
    }
  }

  /** Whoever has it knows it; the other does not. */
  @Override
  public void onNoAck(Received invite) {
    voice.onNoAck(invite);
    switchboard.onNoAck(invite);
  }

  @Override
  public void onCancel(Received invite) {
    voice.onCancel(invite);
    switchboard.onCancel(invite);
  }

  @Override
  public void onStraySuccess(SipResponse response) {
    if (voice.has(DialogId.of(response))) {
      voice.onStraySuccess(response);
    } else {
      switchboard.onStraySuccess(response);
    }
  }

  @Override
  public void onFlowLost(Flow flow) {
    registrar.onFlowLost(flow);
    switchboard.onFlowLost(flow);
    voice.onFlowLost(flow);
  }
}
