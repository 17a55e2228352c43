package org.parley.acceptance.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parley.acceptance.suite.RunningCluster;
import org.parley.callmodel.PartyState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.VoiceRequest;

/**
 * {@code kill -9} of each service that a conference lives by, in the cluster run, while one of its
 * three parties is apart.
 */
class VoiceKillIT {
  /** Another instance has taken over by then, on a machine that is busy with something else too. */
  private static final Duration TAKEN_OVER = Duration.ofSeconds(20);

  private static final int LONGER_SECONDS = 30;
  private static final String ROOMS = "parley_media_rooms";
  private static final String PRIVATE = "parley_voice_private_begun_total";

  @RegisterExtension static final VoiceCluster CLUSTER = new VoiceCluster();

  private Voices voices;
  private ConnId call;

  @BeforeEach
  void conference() {
    voices = CLUSTER.voices("killed", "2001", "2002", "2003");
    call = voices.call("2001", "2002");
    voices.add("2001", call, "2003");
    voices.hearEachOther("2001", "2002", "2003");
  }

  private void apart() {
    voices
        .desktop("2001")
        .expectAnswer(
            voices.listenDisconnect("2001", call, "2003"), MessageType.EVENT_LISTEN_DISCONNECTED);
    hearPrivately();
  }

  @AfterEach
  void hangUp() {
    voices.close();
  }

  private void hearPrivately() {
    voices.phone("2003").hears(Tone.MUSIC);
    voices.hearEachOther("2001", "2002");
  }

  private void stillHearPrivately() {
    voices.forget();
    hearPrivately();
  }

  @Test
  void the_media_server_that_has_the_room() {
    apart();
    String victim =
        only(
            "media-server",
            instance -> CLUSTER.running().meter(instance, ROOMS) >= 1,
            "mixes the room");

    RunningCluster.Killed killed = CLUSTER.running().kill(victim);
    killed.holdDown(); // started anew within two seconds it would go on with its room itself
    await("another one has the room")
        .atMost(TAKEN_OVER)
        .until(() -> CLUSTER.running().meter(other(victim), ROOMS) >= 1);
    stillHearPrivately();
    isTrueAndCanGoOn();
    killed.letUp();
    killed.awaitBack();
  }

  @Test
  void the_conference_service_that_decides() {
    List<Double> before =
        instances("conference-service").map(one -> CLUSTER.running().meter(one, PRIVATE)).toList();
    apart();
    String victim =
        only(
            "conference-service",
            instance ->
                CLUSTER.running().meter(instance, PRIVATE)
                    > before.get(instance.endsWith("-1") ? 0 : 1),
            "has decided");

    RunningCluster.Killed killed = CLUSTER.running().kill(victim);
    stillHearPrivately();
    isTrueAndCanGoOn();
    killed.awaitBack();
  }

  @Test
  void the_sip_gateway_that_holds_the_dialogs() {
    apart();

    RunningCluster.Killed killed = CLUSTER.running().kill("sip-gateway-1");
    stillHearPrivately();
    killed.awaitBack();
    stillHearPrivately();
    isTrueAndCanGoOn();
  }

  @Test
  void a_phone_hangs_up_and_a_client_goes_on_while_the_sip_gateway_is_dead() {
    apart();

    RunningCluster.Killed killed = CLUSTER.running().kill("sip-gateway-1");
    killed.holdDown();
    reconnect();
    voices.hearEachOther("2001", "2002", "2003");
    voices.phone("2003").hangUp();
    voices.release("2002", call);
    killed.letUp();
    killed.awaitBack();

    released("2003");
    released("2001");
    voices.areIdle("2001", "2002", "2003");
  }

  /** What clients see is what phones hear, and all that can be done with a call still can. */
  private void isTrueAndCanGoOn() {
    voices.isIn("2001", call, PartyState.CONNECTED);
    voices.isIn("2002", call, PartyState.CONNECTED);
    voices.isIn("2003", call, PartyState.CONNECTED.listenDisconnected());

    reconnect();
    voices.hearEachOther("2001", "2002", "2003");
    voices.isIn("2003", call, PartyState.CONNECTED);

    voices.release("2003", call);
    voices.hearEachOther("2001", "2002");
    voices.phone("2001").hangUp();
    released("2001");
    released("2002");
    voices.areIdle("2001", "2002", "2003");
  }

  private void reconnect() {
    int unused =
        voices
            .desktop("2002")
            .send(ref ->
                new VoiceRequest.ListenReconnect(
                    ref, new Dn("2002"), call, new Dn("2003"), null, null));
    for (String dn : List.of("2001", "2002", "2003")) {
      voices.desktop(dn).awaitWithin(MessageType.EVENT_LISTEN_RECONNECTED, LONGER_SECONDS);
    }
  }

  private void released(String dn) {
    voices.desktop(dn).awaitWithin(MessageType.EVENT_RELEASED, LONGER_SECONDS);
  }

  private static Stream<String> instances(String service) {
    return Stream.of(service + "-1", service + "-2");
  }

  private static String other(String instance) {
    String service = instance.substring(0, instance.length() - 2);
    return instances(service).filter(one -> !one.equals(instance)).findFirst().orElseThrow();
  }

  private static String only(String service, Predicate<String> which, String what) {
    List<String> found = instances(service).filter(which).toList();
    assertThat(found).as(what).hasSize(1);
    return found.getFirst();
  }
}
