package org.parley.acceptance.voice;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.desktop.FakeDesktop;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.SipSuite;
import org.parley.tlib.Attribute;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.VoiceRequest;

/** Calls of two and three phones, by their own keys and by T-Library. */
class CallIT {
  private Voices voices;

  @BeforeEach
  void phones() throws InterruptedException {
    voices = Voices.of(SipSuite.shared(), Programs.directory("call"), "2001", "2002", "2003");
  }

  @AfterEach
  void hangUp() {
    voices.close();
  }

  @Test
  void a_phone_holds_by_its_own_key_and_comes_back() {
    ConnId call = voices.call("2001", "2002");
    voices.hearEachOther("2001", "2002");

    voices.phone("2002").hold();
    voices.await("2002", MessageType.EVENT_HELD, call);
    voices.phone("2001").forget();
    voices.phone("2002").resume();
    voices.await("2002", MessageType.EVENT_RETRIEVED, call);
    voices.hears("2001", "2002");
    voices.release("2001", call);
  }

  @Test
  void one_phone_dials_another_and_hangs_up() {
    voices.phone("2001").dial("2002");
    ConnId call =
        voices.desktop("2002").await(MessageType.EVENT_ESTABLISHED).require(Attribute.CONN_ID);
    voices.hearEachOther("2001", "2002");

    voices.phone("2001").hangUp();
    voices.await("2002", MessageType.EVENT_RELEASED, call);
    voices.await("2001", MessageType.EVENT_RELEASED, call);
  }

  @Test
  void a_client_calls_holds_and_retrieves() {
    ConnId call = voices.call("2001", "2002");
    voices.hearEachOther("2001", "2002");

    voices.hold("2001", call);
    voices.retrieve("2001", call);
    voices.hearEachOther("2001", "2002");
    voices.release("2002", call);
    voices.await("2001", MessageType.EVENT_RELEASED, call);
  }

  private ConnId consult(ConnId call) {
    FakeDesktop desktop = voices.desktop("2001");
    TlibEvent dialing =
        desktop.ask(ref ->
            new VoiceRequest.InitiateConference(
                ref, new Dn("2001"), call, new Dn("2003"), null, null, null, null));
    ConnId consult =
        desktop.expectAnswer(dialing, MessageType.EVENT_DIALING).require(Attribute.CONN_ID);
    voices.await("2003", MessageType.EVENT_ESTABLISHED, consult);
    voices.hearEachOther("2001", "2003");
    return consult;
  }

  @Test
  void a_consult_call_becomes_a_conference() {
    ConnId call = voices.call("2001", "2002");
    ConnId consult = consult(call);

    voices
        .desktop("2001")
        .send(ref ->
            new VoiceRequest.CompleteConference(ref, new Dn("2001"), call, consult, null, null));
    voices.await("2002", MessageType.EVENT_PARTY_ADDED, call);
    voices.await("2003", MessageType.EVENT_PARTY_CHANGED, call);
    voices.hearEachOther("2001", "2002", "2003");

    voices.release("2001", call);
    voices.await("2003", MessageType.EVENT_PARTY_DELETED, call);
    voices.hearEachOther("2002", "2003");
    voices.release("2002", call);
  }

  @Test
  void a_consult_call_becomes_a_transfer() {
    ConnId call = voices.call("2001", "2002");
    ConnId consult = consult(call);

    voices
        .desktop("2001")
        .send(ref ->
            new VoiceRequest.CompleteTransfer(ref, new Dn("2001"), call, consult, null, null));
    voices.await("2001", MessageType.EVENT_RELEASED, call);
    voices.await("2002", MessageType.EVENT_PARTY_CHANGED, call);
    voices.hearEachOther("2002", "2003");
    voices.release("2003", call);
  }
}
