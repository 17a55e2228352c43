package org.parley.tlib.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlibClientIT {
  private static final Dn ALICE = new Dn("1001");

  private final Diary diary = new Diary();
  private FakeSite site;

  @BeforeEach
  void open() throws IOException {
    site = new FakeSite();
  }

  @AfterEach
  void close() throws IOException {
    site.close();
  }

  /** What the listener heard, one line each. */
  private static class Diary implements TlibListener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void linkUp(LinkInfo link) {
      lines.add(link.again() ? "up again" : "up");
    }

    @Override
    public void registered(Dn dn, TlibEvent snapshot) {
      lines.add("registered " + dn);
    }

    @Override
    public void registrationLost(Dn dn, Answer.Refused why) {
      lines.add("lost " + dn + " " + why.errorCode());
    }

    @Override
    public void linkDown(String reason, LinkDown outlook) {
      lines.add(outlook.willRetry() ? "down" : "closed");
    }

    @Override
    public void event(TlibEvent event) {
      lines.add(event.type().wireName());
    }
  }

  private TlibClient connect(ClientOptions options) {
    TlibClient client = TlibClient.start(options, diary);
    client.connected().orTimeout(10, TimeUnit.SECONDS).join();
    return client;
  }

  @Test
  void a_client_logs_in_registers_and_gets_answers() {
    try (TlibClient client = connect(site.options("1001"))) {
      assertThat(client.connected().join().server()).isEqualTo("fake-A");
      client.register(ALICE).join().orThrow();
      TlibEvent login = client.request(Requests.agentLogin(ALICE, "1001")).join().orThrow();

      assertThat(login.type()).isEqualTo(MessageType.EVENT_AGENT_LOGIN);
      TlibEvent state = client.request(Requests.queryAddress(ALICE)).join().orThrow();
      assertThat(state.extensions().integer("AgentStatus")).hasValue(AgentStatus.LOGGED_IN.code());
      await()
          .untilAsserted(() ->
              assertThat(diary.lines)
                  .containsExactly(
                      "up",
                      "EventLinkConnected",
                      "registered 1001",
                      "EventRegistered",
                      "EventAgentLogin",
                      "EventAddressInfo"));
    }
  }

  @Test
  void a_token_logs_in_as_well() {
    ClientOptions options =
        ClientOptions.of("127.0.0.1", site.port(), new Credentials.Token("good"));

    try (TlibClient client = connect(options)) {
      assertThat(client.isConnected()).isTrue();
    }
  }

  @Test
  void a_wrong_password_ends_the_client_at_once_and_says_so() {
    ClientOptions options =
        ClientOptions.of("127.0.0.1", site.port(), new Credentials.Password("1001", "wrong"));

    try (TlibClient client = TlibClient.start(options, diary)) {
      assertThatThrownBy(() -> client.connected().orTimeout(5, TimeUnit.SECONDS).join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              LoginRefusedException.class,
              refused -> assertThat(refused.errorCode()).isEqualTo(TlibError.BAD_PASSWD.code()));
      await().untilAsserted(() -> assertThat(diary.lines).contains("closed"));
      assertThat(site.requests()).hasSize(1);
    }
  }

  @Test
  void a_refusal_is_a_value() {
    try (TlibClient client = connect(site.options("1001"))) {
      assertThat(client.register(new Dn("9999")).join())
          .isInstanceOfSatisfying(
              Answer.Refused.class, refused -> assertThat(refused.errorCode()).isEqualTo(59));
      assertThat(client.registrations()).isEmpty();
    }
  }

  @Test
  void a_request_without_an_answer_in_time_is_missing() {
    try (TlibClient client =
        connect(site.options("1001").withRequestTimeout(Duration.ofMillis(100)))) {
      site.faults().silent = true;

      assertThat(client.request(new TlibRequest.QueryServer(0)).join())
          .isEqualTo(new Answer.Missing("no answer in 100 ms", true));
    }
  }

  @Test
  void a_client_may_have_a_bounded_number_of_requests_without_an_answer() {
    try (TlibClient client = connect(site.options("1001"))) {
      site.faults().silent = true;
      for (int i = 0; i < Session.MAX_WAITING; i++) {
        var _ = client.request(new TlibRequest.QueryServer(0));
      }

      assertThat(client.request(new TlibRequest.QueryServer(0)).join())
          .isInstanceOfSatisfying(
              Answer.Missing.class, missing -> assertThat(missing.sent()).isFalse());
    }
  }

  @Test
  void after_a_lost_connection_the_client_comes_back_and_registers_its_dns_again() {
    try (TlibClient client = connect(site.options("1001"))) {
      client.register(ALICE).join().orThrow();
      site.cut();

      await().untilAsserted(() -> assertThat(diary.lines).contains("up again"));
      assertThat(diary.lines)
          .containsSubsequence("up", "registered 1001", "down", "registered 1001", "up again")
          .containsOnlyOnce("down");
      assertThat(client.request(Requests.agentReady(ALICE)).join().isDone()).isTrue();
    }
  }

  @Test
  void a_request_that_was_underway_when_the_connection_broke_is_missing() {
    try (TlibClient client = connect(site.options("1001"))) {
      site.faults().cutBefore.set(1);

      assertThat(client.request(new TlibRequest.QueryServer(0)).join())
          .isInstanceOfSatisfying(
              Answer.Missing.class, missing -> assertThat(missing.sent()).isTrue());
    }
  }

  @Test
  void a_client_of_two_gateways_goes_to_the_other_one() throws IOException {
    InetSocketAddress second = site.open(ServerSocketFactory.getDefault());
    ClientOptions options =
        site.options("1001")
            .withGateways(
                List.of(InetSocketAddress.createUnresolved("127.0.0.1", site.port()), second));
    try (TlibClient client = connect(options)) {
      client.register(ALICE).join().orThrow();
      site.shut(0);

      await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> assertThat(diary.lines).contains("up again"));
    }
  }

  @Test
  void a_gateway_that_is_not_there_yet_is_waited_for() throws IOException {
    site.shut(0);
    try (TlibClient client = TlibClient.start(site.options("1001"), diary)) {
      await().untilAsserted(() -> assertThat(diary.lines).containsExactly("down"));
      assertThat(client.request(new TlibRequest.QueryServer(0)).join())
          .isEqualTo(new Answer.Missing("not connected", false));
      site.reopen();

      assertThat(client.connected().orTimeout(10, TimeUnit.SECONDS).join().again()).isFalse();
    }
  }

  @Test
  void a_silent_server_is_noticed_by_keep_alive() {
    try (TlibClient client = connect(site.options("1001").withAddp(Duration.ofMillis(100)))) {
      client.register(ALICE).join().orThrow();
      site.faults().silent = true;
      await().untilAsserted(() -> assertThat(diary.lines).contains("down"));
      site.faults().silent = false;

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(diary.lines).contains("up again"));
    }
  }

  @Test
  void an_idle_connection_stays_up_by_keep_alive() {
    try (TlibClient client = connect(site.options("1001").withAddp(Duration.ofSeconds(1)))) {
      await().until(() -> site.pings() >= 2);

      assertThat(client.isConnected()).isTrue();
      assertThat(diary.lines).doesNotContain("down");
    }
  }

  @Test
  void a_listener_may_wait_for_an_answer() {
    var answered = new CountDownLatch(1);
    var listener =
        new TlibListener() {
          TlibClient client;

          @Override
          public void event(TlibEvent event) {
            if (event.type() == MessageType.EVENT_AGENT_LOGIN) {
              client.request(Requests.agentReady(ALICE)).join().orThrow();
              answered.countDown();
            }
          }
        };
    try (TlibClient client = TlibClient.start(site.options("1001"), listener)) {
      listener.client = client;
      client.connected().join();
      client.register(ALICE).join().orThrow();
      client.request(Requests.agentLogin(ALICE, "1001")).join().orThrow();

      await().until(() -> answered.getCount() == 0);
    }
  }

  @Test
  void a_listener_that_fails_does_not_end_the_client() {
    var failing =
        new TlibListener() {
          @Override
          public void event(TlibEvent event) {
            if (event.get(Attribute.THIS_DN) != null) {
              throw new IllegalStateException("as the test wants it");
            }
          }
        };
    try (TlibClient client = TlibClient.start(site.options("1001"), failing)) {
      client.connected().join();
      client.register(ALICE).join().orThrow();

      assertThat(client.request(Requests.agentLogin(ALICE, "1001")).join().isDone()).isTrue();
    }
  }

  @Test
  void what_was_requested_before_close_is_sent() {
    try (TlibClient client = connect(site.options("1001"))) {
      client.register(ALICE).join().orThrow();
      var _ = client.request(Requests.agentLogout(ALICE));
    }

    await()
        .untilAsserted(() ->
            assertThat(site.requests().getLast()).isInstanceOf(TlibRequest.AgentLogout.class));
    await().untilAsserted(() -> assertThat(diary.lines).endsWith("closed"));
    await().until(() -> site.connectionCount() == 0);
  }
}
