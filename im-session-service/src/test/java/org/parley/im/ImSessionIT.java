package org.parley.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibError;

class ImSessionIT {
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");
  private static final Dn CARLA = new Dn("1003");
  private static final AtomicLong ROOTS = new AtomicLong(System.nanoTime() & 0xFFFF_FFFFL);

  private static ImSite site;

  private final ConnId call = ConnId.of(1, ConnId.Medium.IM, ROOTS.incrementAndGet());

  @BeforeAll
  static void start() throws Exception {
    site = new ImSite();
  }

  @AfterAll
  static void stop() {
    site.close();
  }

  /** What another test set would count for this one too. */
  @BeforeEach
  void setNothing() throws Exception {
    site.configure(ImSite.sipServer("im-invite-timeout", "30s"));
  }

  @Test
  void a_conversation_runs_through_the_topics_from_invitation_to_forgetting() throws Exception {
    site.configure(ImSite.sipServer("im-ended-retention", "1s"));
    site.send(invite(draft("m1", "Hi Ben")));
    List<ImEvent> begun = site.next(call, 2);
    assertThat(begun.getFirst()).isInstanceOf(ImEvent.Invited.class);
    assertThat(begun.getLast()).isInstanceOf(ImEvent.Said.class);

    assertThat(site.ask(accept())).isEqualTo(new ImEvent.Accepted(origin(BEN), call, BEN, "ben"));
    assertThat(site.ask(say(BEN, "m1", "hi 😀"))).isInstanceOf(ImEvent.Said.class);
    assertThat(site.ask(say(ANNA, "m1", "Hi Ben"))).isInstanceOf(ImEvent.Acknowledged.class);
    assertThat(
            site.ask(new ImCommand.PutUserData(origin(ANNA), call, ANNA, KvList.of("case", "7"))))
        .isInstanceOf(ImEvent.UserDataChanged.class);
    assertThat(texts()).containsExactly("anna: Hi Ben", "ben: hi 😀");
    assertThat(site.ask(new ImCommand.Release(origin(ANNA), call, ANNA, null)))
        .isInstanceOf(ImEvent.Ended.class);

    assertThat(site.next(call, 1)).containsExactly(new ImEvent.Forgotten(call));
    assertThat(site.state(call)).isNull();
    assertRefused(site.ask(say(ANNA, "m2", "anybody?")), TlibError.INV_CONNID);
  }

  @Test
  void sessions_go_on_after_a_restart_with_the_next_number() throws Exception {
    connect();
    site.ask(say(ANNA, "m1", "one"));

    site.restart();

    assertThat(site.ask(say(BEN, "m2", "two"))).isInstanceOf(ImEvent.Said.class);
    assertThat(site.ask(say(ANNA, "m1", "one"))).isInstanceOf(ImEvent.Acknowledged.class);
    assertThat(texts()).containsExactly("anna: one", "ben: two");
  }

  @Test
  void multimedia_false_refuses_the_next_invitation_and_leaves_the_running_session_alone()
      throws Exception {
    connect();
    site.configure(ImSite.agent("1002", false, System.nanoTime()));
    try {
      assertThat(site.ask(say(ANNA, "m1", "still there?"))).isInstanceOf(ImEvent.Said.class);

      ConnId next = ConnId.of(1, ConnId.Medium.IM, ROOTS.incrementAndGet());
      ImEvent answer =
          site.ask(
              new ImCommand.Invite(
                  origin(ANNA), next, ANNA, "anna", BEN, KvList.empty(), null, null));
      assertRefused(answer, TlibError.DEST_INV_STATE);
    } finally {
      site.configure(ImSite.agent("1002", true, System.nanoTime()));
    }
  }

  @Test
  void an_unanswered_invitation_is_given_up_by_the_timer_of_its_session() throws Exception {
    site.configure(ImSite.sipServer("im-invite-timeout", "1s"));
    site.send(invite(null));
    ImEvent.Invited invited = (ImEvent.Invited) site.next(call, 1).getFirst();

    ImEvent.Ended ended = (ImEvent.Ended) site.next(call, 1).getFirst();

    assertThat(ended.cause()).isEqualTo(ImEvent.EndCause.EXPIRED);
    assertThat(invited.expiresAt()).isEqualTo(invited.call().startedAt().plusSeconds(1));
  }

  @Test
  void an_endpoint_rings_answers_misses_a_message_and_the_session_ends_when_it_is_idle()
      throws Exception {
    site.configure(ImSite.agent("1003", true, "session", System.nanoTime()));
    site.configure(ImSite.sipServer("im-page-mode-idle-timeout", "1s"));
    site.send(
        new ImCommand.Invite(
            origin(ANNA),
            call,
            ANNA,
            "anna",
            CARLA,
            KvList.empty(),
            draft("m1", "Hi Carla"),
            new ImCommand.SipEntry(true, null)));
    ImEvent.Invited invited = (ImEvent.Invited) site.next(call, 2).getFirst();
    assertThat(invited.call().party(CARLA).orElseThrow().state()).isEqualTo(PartyState.INITIATED);

    assertThat(site.ask(new ImCommand.Alert(origin(CARLA), call, CARLA)))
        .isInstanceOf(ImEvent.Alerted.class);
    assertThat(site.ask(new ImCommand.Accept(origin(CARLA), call, CARLA, "carla")))
        .isInstanceOf(ImEvent.Accepted.class);
    site.send(new ImCommand.ReportUndelivered(origin(CARLA), call, CARLA, 1, 415, "no"));
    List<ImEvent> last = site.next(call, 2);

    assertThat(last.getFirst()).isInstanceOf(ImEvent.Undelivered.class);
    assertThat(((ImEvent.Ended) last.getLast()).cause()).isEqualTo(ImEvent.EndCause.IDLE);
  }

  @Test
  void readiness_names_the_log_and_metrics_count_refusals_by_code() throws Exception {
    assertRefused(site.ask(say(ANNA, "m1", "nobody")), TlibError.INV_CONNID);

    assertThat(get("/actuator/health/readiness")).contains("\"imLog\":{", "\"status\":\"UP\"");
    assertThat(get("/actuator/prometheus"))
        .containsPattern(
            "parley_im_refusals_total\\{code=\"INV_CONNID\",service=\"im-session-service\"} [1-9]");
  }

  @Test
  void sessions_are_counted_by_state() throws Exception {
    connect();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(get("/actuator/prometheus"))
                .containsPattern("parley_log_entities\\{log=\"im\",.*state=\"Connected\"} [1-9]"));
  }

  /** More than the megabyte that Kafka takes by default; restored from the snapshot alone. */
  @Test
  void a_session_with_a_long_transcript_survives_a_restart_in_a_snapshot() throws Exception {
    site.configure(ImSite.sipServer("im-max-text", "65536"));
    connect();
    for (int i = 1; i <= 20; i++) {
      site.ask(say(ANNA, "m" + i, "x".repeat(65_536)));
    }

    site.restart();

    assertThat(site.ask(say(BEN, "last", "short"))).isInstanceOf(ImEvent.Said.class);
    assertThat(Objects.requireNonNull(site.state(call)).transcript().messages()).hasSize(21);
    assertThat(get("/actuator/prometheus"))
        .containsPattern("parley_log_restored_records_total\\{log=\"im\".*} [0-9]\\.0");
  }

  private static String get(String path) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var uri = URI.create("http://127.0.0.1:" + site.port() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private void connect() throws Exception {
    assertThat(site.ask(invite(null))).isInstanceOf(ImEvent.Invited.class);
    assertThat(site.ask(accept())).isInstanceOf(ImEvent.Accepted.class);
  }

  private List<String> texts() {
    ImSession session = Objects.requireNonNull(site.state(call));
    return session.transcript().messages().stream()
        .map((ImMessage message) -> message.fromName() + ": " + message.text())
        .toList();
  }

  private ImCommand invite(ImCommand.@Nullable Draft first) {
    return new ImCommand.Invite(origin(ANNA), call, ANNA, "anna", BEN, KvList.empty(), first, null);
  }

  private ImCommand accept() {
    return new ImCommand.Accept(origin(BEN), call, BEN, "ben");
  }

  private ImCommand say(Dn by, String id, String text) {
    return new ImCommand.Say(
        origin(by), call, by, by.equals(ANNA) ? "anna" : "ben", draft(id, text));
  }

  private static ImCommand.Draft draft(String id, String text) {
    return new ImCommand.Draft(id, "text/plain;charset=UTF-8", text);
  }

  private static Origin origin(Dn by) {
    return new Origin("gateway-1", Long.parseLong(by.number()), 3);
  }

  private static void assertRefused(ImEvent event, TlibError error) {
    assertThat(event)
        .isInstanceOfSatisfying(
            ImEvent.Refused.class,
            refused -> assertThat(refused.refusal().error()).isEqualTo(error));
  }
}
