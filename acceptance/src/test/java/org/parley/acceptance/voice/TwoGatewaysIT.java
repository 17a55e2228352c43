package org.parley.acceptance.voice;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.acceptance.suite.RunningCluster.Killed;
import org.parley.bench.suite.Ports;
import org.parley.callmodel.PartyState;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;

/**
 * Calls whose phones are registered at different instances of sip-gateway, and {@code kill -9} of
 * one of the two, which does not come back before the other one has its dialogs.
 */
class TwoGatewaysIT {
  private static final String LEGS = "parley_sip_voice_legs";
  private static final int PARTIES = 3;

  /** Ten seconds of silence, and a sweep after five more. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(40);

  @RegisterExtension static final VoiceCluster CLUSTER = new VoiceCluster();

  private Voices voices;

  /** 2001 and 2003 are registered at the first, 2002 at the second. */
  @BeforeEach
  void phones() {
    Ports ports = CLUSTER.running().ports();
    voices = CLUSTER.voices("gateways").at(ports.sip(), "2001", "2003").at(ports.sip2(), "2002");
  }

  @AfterEach
  void hangUp() {
    voices.close();
  }

  private ConnId conference() {
    ConnId call = voices.call("2001", "2002");
    voices.hearEachOther("2001", "2002");
    voices.add("2002", call, "2003");
    voices.hearEachOther("2001", "2002", "2003");
    return call;
  }

  private void apart(ConnId call) {
    voices
        .desktop("2002")
        .expectAnswer(
            voices.listenDisconnect("2002", call, "2003"), MessageType.EVENT_LISTEN_DISCONNECTED);
    hearPrivately();
  }

  private void hearPrivately() {
    voices.phone("2003").hears(Tone.MUSIC);
    voices.hearEachOther("2001", "2002");
  }

  private void together(ConnId call) {
    voices
        .desktop("2001")
        .expectAnswer(
            voices.listenReconnect("2001", call, "2003"), MessageType.EVENT_LISTEN_RECONNECTED);
    voices.hearEachOther("2001", "2002", "2003");
  }

  @Test
  void a_call_a_conference_and_a_private_conversation_over_both() {
    ConnId call = voices.call("2001", "2002");
    awaitLegs("sip-gateway-1", 1);
    awaitLegs("sip-gateway-2", 1);
    voices.hearEachOther("2001", "2002");
    for (String holding : List.of("2001", "2002")) {
      voices.hold(holding, call);
      voices.retrieve(holding, call);
      voices.hearEachOther("2001", "2002");
    }

    voices.add("2002", call, "2003");
    voices.hearEachOther("2001", "2002", "2003");
    apart(call);
    together(call);

    voices.phone("2002").hangUp();
    voices.await("2001", MessageType.EVENT_PARTY_DELETED, call);
    voices.hearEachOther("2001", "2003");
    voices.release("2003", call);
    voices.phone("2001").isHungUpOn();
    nothingIsLeft();
  }

  @Test
  void the_one_that_has_two_of_the_dialogs_dies() {
    ConnId call = conference();
    apart(call);

    Killed killed = goesDown("sip-gateway-1", "sip-gateway-2");
    changesAndEnds(call);
    comesBack(killed);
  }

  @Test
  void the_one_that_has_one_of_the_dialogs_dies() {
    ConnId call = conference();
    apart(call);

    Killed killed = goesDown("sip-gateway-2", "sip-gateway-1");
    changesAndEnds(call);
    comesBack(killed);
  }

  /** Returns when the other one has all dialogs. */
  private Killed goesDown(String victim, String other) {
    Killed killed = CLUSTER.running().kill(victim);
    killed.holdDown();
    voices.forget();
    hearPrivately();
    await(other + " has all dialogs")
        .atMost(TAKEN_OVER)
        .until(() -> CLUSTER.running().meter(other, LEGS) == PARTIES);
    voices.forget();
    hearPrivately();
    return killed;
  }

  /** By clients and by phones' own keys, at each of the three. */
  private void changesAndEnds(ConnId call) {
    voices.isIn("2001", call, PartyState.CONNECTED);
    voices.isIn("2002", call, PartyState.CONNECTED);
    voices.isIn("2003", call, PartyState.CONNECTED.listenDisconnected());
    together(call);

    for (String holding : List.of("2001", "2002", "2003")) {
      voices.hold(holding, call);
      voices.retrieve(holding, call);
      voices.hearEachOther("2001", "2002", "2003");
    }
    voices.phone("2003").hangUp();
    voices.await("2003", MessageType.EVENT_RELEASED, call);
    voices.hearEachOther("2001", "2002");
    voices.release("2001", call);
    voices.phone("2001").isHungUpOn();
    voices.phone("2002").isHungUpOn();
    nothingIsLeft();
  }

  /** Its phones are registered still, and are called by it. */
  private void comesBack(Killed killed) {
    killed.letUp();
    killed.awaitBack();
    ConnId next = voices.call("2002", "2001");
    voices.hearEachOther("2001", "2002");
    awaitLegs("sip-gateway-1", 1);
    awaitLegs("sip-gateway-2", 1);
    voices.release("2002", next);
    nothingIsLeft();
  }

  private void nothingIsLeft() {
    voices.areIdle("2001", "2002", "2003");
    awaitLegs("sip-gateway-1", 0);
    awaitLegs("sip-gateway-2", 0);
  }

  private static void awaitLegs(String gateway, int count) {
    await("legs of " + gateway).until(() -> CLUSTER.running().meter(gateway, LEGS) == count);
  }
}
