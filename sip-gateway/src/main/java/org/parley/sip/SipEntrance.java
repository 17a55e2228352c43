package org.parley.sip;

import org.parley.sip.leg.Switchboard;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.registrar.Capabilities;
import org.parley.sip.registrar.Registrar;
import org.parley.sip.signalling.Received;
import org.parley.sip.signalling.Requests;

/** Takes requests to whom they are for: the registrar, or the legs. */
record SipEntrance(Registrar registrar, Switchboard switchboard) implements Requests {

  @Override
  public void onRequest(Received received) {
    SipRequest request = received.request();
    if (request.method().equals("REGISTER")) {
      registrar.onRegister(received);
    } else if (request.method().equals("OPTIONS") && !request.isInDialog()) {
      received.answer(Capabilities.answer());
    } else {
      switchboard.onRequest(received);
    }
  }

  @Override
  public void onAck(SipRequest ack) {
    switchboard.onAck(ack);
  }

  @Override
  public void onNoAck(Received invite) {
    switchboard.onNoAck(invite);
  }

  @Override
  public void onCancel(Received invite) {
    switchboard.onCancel(invite);
  }

  @Override
  public void onStraySuccess(SipResponse response) {
    switchboard.onStraySuccess(response);
  }

  @Override
  public void onFlowLost(Flow flow) {
    registrar.onFlowLost(flow);
    switchboard.onFlowLost(flow);
  }
}
