package org.parley.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Origin;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceLeg;
import org.parley.tlib.CallState;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

class ConferenceServiceIT {
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");
  private static final Dn CARLA = new Dn("1003");
  private static final Dn DORA = new Dn("1004");
  private static final String MEDIA = "media-server-1";
  private static final AtomicLong ROOTS = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);

  private static VoiceSite site;

  private final ConnId call = ConnId.of(1, ConnId.Medium.VOICE, ROOTS.incrementAndGet());

  @BeforeAll
  static void start() throws Exception {
    site = new VoiceSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  private void conference() throws Exception {
    site.options(Map.of("sip-enable-call-info", "true", "sip-enable-call-info-extended", "true"));
    call(ANNA, BEN);
    site.ask(
        new VoiceCommand.SingleStepConference(origin(ANNA), call, ANNA, CARLA),
        VoiceEvent.PartyInvited.class);
    answer(CARLA);
    site.ask(new VoiceCommand.TakeRoom(call, MEDIA, null), VoiceEvent.RoomTaken.class);
  }

  private void call(Dn from, Dn to) throws Exception {
    site.ask(
        new VoiceCommand.Arrive(
            call, "in-" + call, from, from.number(), null, to, audio(4_000), Set.of()),
        VoiceEvent.Dialed.class);
    answer(to);
  }

  private void answer(Dn dn) throws Exception {
    VoiceLeg leg;
    do {
      leg = site.next(call, VoiceEvent.LegChanged.class).leg();
    } while (!leg.dn().equals(dn));
    site.send(new VoiceCommand.Describe(call, leg.id(), audio(5_000), Set.of(), null, false));
    VoiceEvent.Established answered =
        site.ask(new VoiceCommand.Answer(call, leg.id()), VoiceEvent.Established.class);
    assertThat(answered.by()).isEqualTo(dn);
  }

  private String leg(Dn dn) {
    return Objects.requireNonNull(Objects.requireNonNull(site.state(call)).legs().get(dn)).id();
  }

  private static AudioDescription audio(int port) {
    return new AudioDescription(
        "192.0.2.7", port, List.of(new Format(0, "PCMU", 8_000, null)), Direction.SEND_RECEIVE);
  }

  private static Origin origin(Dn by) {
    return new Origin("gateway-1", Long.parseLong(by.number()), 3);
  }

  private VoiceCommand disconnect() {
    return new VoiceCommand.ListenDisconnect(origin(ANNA), call, ANNA, "1003", null);
  }

  @Test
  void a_private_conversation_goes_through_the_topics_and_outlives_a_restart() throws Exception {
    conference();
    VoiceEvent.ListenDisconnectAsked asked =
        site.ask(disconnect(), VoiceEvent.ListenDisconnectAsked.class);
    assertThat(asked.music()).isEqualTo("music/on_hold");

    site.restart();

    site.send(new VoiceCommand.OfferSeat(call, MEDIA, leg(CARLA), audio(6_000)));
    site.send(
        new VoiceCommand.Describe(call, leg(CARLA), audio(5_000), Set.of(), audio(6_000), false));
    assertThat(
            site.ask(
                    new VoiceCommand.ConfirmApart(call, MEDIA, leg(CARLA)),
                    VoiceEvent.ListenDisconnected.class)
                .origin())
        .isEqualTo(origin(ANNA));
    assertThat(
            site.ask(
                    new VoiceCommand.ReleaseCall(origin(BEN), call, BEN),
                    VoiceEvent.ListenReconnected.class)
                .party())
        .isEqualTo(CARLA);
    site.ask(new VoiceCommand.HangUp(call, leg(ANNA)), VoiceEvent.CallReleased.class);
    assertThat(site.state(call)).isNull();
  }

  @Test
  void music_and_call_info_are_read_at_each_request() throws Exception {
    conference();
    site.options(Map.of());
    assertThat(site.ask(disconnect(), VoiceEvent.Refused.class).refusal().error())
        .isEqualTo(TlibError.UNSUP_OPER);
    site.options(
        Map.of(
            "sip-enable-call-info", "true",
            "sip-enable-call-info-extended", "true",
            "music-listen-disconnect", "music/other"));
    assertThat(site.ask(disconnect(), VoiceEvent.ListenDisconnectAsked.class).music())
        .isEqualTo("music/other");
  }

  @Test
  void who_holds_says_the_music_and_who_is_held_whether_there_is_any() throws Exception {
    call(DORA, BEN);
    assertThat(hold(DORA)).containsExactly(Map.entry(BEN, "music/of_1004"));
    site.ask(new VoiceCommand.RetrieveCall(origin(DORA), call, DORA), VoiceEvent.Retrieved.class);
    assertThat(hold(BEN)).isEmpty();
  }

  private Map<Dn, String> hold(Dn by) throws Exception {
    return site.ask(new VoiceCommand.HoldCall(origin(by), call, by, null), VoiceEvent.Held.class)
        .music();
  }

  @Test
  void a_mixer_that_says_nothing_is_given_up_by_the_timer() throws Exception {
    conference();
    site.send(disconnect());
    assertThat(site.next(call, VoiceEvent.ListenDisconnectFailed.class).refusal().error())
        .isEqualTo(TlibError.OUT_OF_SERVICE);
  }

  @Test
  void nobody_rings_longer_than_the_option_says() throws Exception {
    site.options(Map.of("no-answer-timeout", "1s"));
    site.send(new VoiceCommand.MakeCall(origin(ANNA), call, ANNA, "anna", BEN, KvList.empty()));
    assertThat(site.next(call, VoiceEvent.CallReleased.class).cause())
        .isEqualTo(CallState.NO_ANSWER);
  }

  @Test
  void readiness_names_the_log_and_metrics_count_calls() throws Exception {
    site.ask(
        new VoiceCommand.MakeCall(origin(ANNA), call, ANNA, "anna", BEN, KvList.empty()),
        VoiceEvent.Dialed.class);

    assertThat(get("/actuator/health/readiness")).contains("\"voiceLog\":{", "\"status\":\"UP\"");
    assertThat(get("/actuator/prometheus"))
        .containsPattern("parley_voice_calls_begun_total\\{service=\"conference-service\"} [1-9]");
  }

  private static String get(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + site.port() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
