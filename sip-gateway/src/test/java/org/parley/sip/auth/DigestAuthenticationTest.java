package org.parley.sip.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.contracts.config.DigestAlgorithm;
import org.parley.contracts.config.SipCredentials;
import org.parley.sip.auth.DigestAuthentication.Limits;
import org.parley.sip.message.Answer;
import org.parley.sip.message.SipRequest;
import org.parley.tlib.Dn;

class DigestAuthenticationTest {
  private static final String ANNA = "sip:2001@127.0.0.1";
  private static final Set<String> OWN = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final DigestAlgorithm SHA = DigestAlgorithm.SHA_256;
  private static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 3, Duration.ofSeconds(60));

  private final Directory directory = new Directory().withPassword("2001", "2002").without("1001");
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private final Authentication authentication =
      new DigestAuthentication(directory, OWN, LIMITS, () -> now, new byte[32]);

  /** The whole table of who comes without having been asked. */
  @ParameterizedTest
  @CsvSource({
    // trunk with password?, method, From, source, verdict
    "false, MESSAGE, sip:2001@127.0.0.1, 198.51.100.1, Challenge",
    "false, MESSAGE, sip:%32001@127.0.0.1, 198.51.100.1, Challenge",
    "false, MESSAGE, sip:1001@127.0.0.1, 198.51.100.1, Refused 403",
    "false, MESSAGE, sip:9999@127.0.0.1, 198.51.100.1, Refused 403",
    "false, MESSAGE, sip:127.0.0.1, 198.51.100.1, Refused 403",
    "false, MESSAGE, tel:2001, 198.51.100.1, Refused 403",
    "false, REGISTER, sip:9999@127.0.0.1, 198.51.100.1, Challenge",
    "true, MESSAGE, sip:9999@127.0.0.1, 198.51.100.1, Challenge",
    "true, INVITE, sip:1001@127.0.0.1, 198.51.100.1, Challenge",
    "false, MESSAGE, sip:zoe@Example.ORG, 192.0.2.1, Customer 9001 zoe@example.org",
    "false, MESSAGE, sip:2001@192.0.2.1:5099, 192.0.2.1, Customer 9001 2001@192.0.2.1",
    "false, MESSAGE, sip:carla@127.0.0.1, 192.0.2.1, Customer 9001 carla@127.0.0.1",
    "false, INVITE, sip:2001@127.0.0.1:5099, 192.0.2.1, Challenge",
    "false, MESSAGE, sip:1001@127.0.0.1, 192.0.2.1, Refused 403",
    "false, MESSAGE, sip:%31001@127.0.0.1, 192.0.2.1, Refused 403",
    "false, MESSAGE, sip:1001@LocalHost, 192.0.2.1, Refused 403",
    "false, MESSAGE, sip:1001@localhost., 192.0.2.1, Refused 403",
    "false, MESSAGE, sip:1001@[::1], 192.0.2.1, Refused 403",
    "false, MESSAGE, sip:1001@parley-A, 192.0.2.1, Refused 403",
    "false, MESSAGE, sip:9001@127.0.0.1, 192.0.2.1, Refused 403",
    "false, REGISTER, sip:9001@127.0.0.1, 192.0.2.1, Challenge",
    "true, REGISTER, sip:zoe@example.org, 192.0.2.1, Challenge",
    "false, MESSAGE, sip:example.org, 192.0.2.1, Refused 403",
    "false, MESSAGE, tel:2001, 192.0.2.1, Refused 403",
    "false, MESSAGE, sip:own@switch, 192.0.2.1, Refused 403",
  })
  void who_comes_without_authorization(
      boolean trunkWithPassword, String method, String from, String source, String verdict) {
    directory.trusting("192.0.2.1", "9001").without("own@switch");
    if (trunkWithPassword) {
      directory.withPassword("9002").trunk("9002");
    }

    assertThat(inWords(check(Client.of(from).method(method).at(source).request())))
        .isEqualTo(verdict);
  }

  @Test
  void a_customer_whose_address_is_too_long_for_a_dn_is_refused() {
    directory.trusting("192.0.2.1", "9001");
    String longest = "sip:" + "z".repeat(61) + "@ab";

    assertThat(check(Client.of(longest).at("192.0.2.1").request()))
        .isInstanceOf(Verdict.Customer.class);
    assertThat(check(Client.of(longest + "c").at("192.0.2.1").request()))
        .isEqualTo(new Verdict.Refused(Answer.of(403, "Address of the Caller Is Longer Than 64")));
  }

  @Test
  void an_endpoint_behind_a_trusted_address_proves_that_it_is_a_dn() {
    directory.trusting("192.0.2.1", "9001");
    for (String method : List.of("REGISTER", "MESSAGE")) {
      Client behind = Client.of(ANNA).method(method).at("192.0.2.1");
      Answer challenge = ((Verdict.Challenge) check(behind.request())).answer();

      assertThat(check(behind.proving(challenge, SHA, "2001", "pw-2001", 1)))
          .isEqualTo(new Verdict.Endpoint(new Dn("2001")));
      assertThat(inWords(check(behind.proving(challenge, SHA, "2001", "wrong", 2))))
          .isEqualTo("Challenge");
    }
  }

  @Test
  void a_trunk_registers_by_its_password() {
    directory.trusting("192.0.2.1", "9001");
    directory.withPassword("9001");
    Client trunk = Client.of("sip:9001@127.0.0.1").method("REGISTER").at("192.0.2.1");
    Answer challenge = ((Verdict.Challenge) check(trunk.request())).answer();

    assertThat(check(trunk.proving(challenge, SHA, "9001", "pw-9001", 1)))
        .isEqualTo(new Verdict.Endpoint(new Dn("9001")));
  }

  @Test
  void the_preferred_algorithm_is_offered_first_with_what_a_client_needs() {
    Answer challenge = challenge(ANNA);

    assertThat(challenge.code()).isEqualTo(401);
    assertThat(challenge.headers().all("WWW-Authenticate"))
        .hasSize(2)
        .satisfies(offers -> {
          assertThat(offers.get(0)).contains("algorithm=SHA-256,", "qop=\"auth\"");
          assertThat(offers.get(1)).contains("algorithm=MD5,");
        })
        .allSatisfy(offer ->
            assertThat(offer)
                .startsWith("Digest realm=\"parley-A\", nonce=\"")
                .doesNotContain("stale"));
  }

  @ParameterizedTest
  @EnumSource(DigestAlgorithm.class)
  void the_right_password_is_the_endpoint(DigestAlgorithm by) {
    SipRequest request = Client.of(ANNA).proving(challenge(ANNA), by, "2001", "pw-2001", 1);

    assertThat(check(request)).isEqualTo(new Verdict.Endpoint(new Dn("2001")));
  }

  @Test
  void an_algorithm_that_is_not_offered_any_more_is_challenged() {
    SipRequest request =
        Client.of(ANNA).proving(challenge(ANNA), DigestAlgorithm.MD5, "2001", "pw-2001", 1);
    directory.algorithms = List.of(SHA);

    assertThat(inWords(check(request))).isEqualTo("Challenge");
  }

  @ParameterizedTest
  @CsvSource({
    "2001, wrong, Challenge",
    "2001, pw-2002, Challenge",
    "1001, pw-1001, Challenge",
    "9999, pw-9999, Challenge",
    "2002, pw-2002, Refused 403",
  })
  void another_password_or_another_user_is_not_the_endpoint(
      String user, String password, String verdict) {
    SipRequest request = Client.of(ANNA).proving(challenge(ANNA), SHA, user, password, 1);

    assertThat(inWords(check(request))).isEqualTo(verdict);
  }

  /** Who has read this code knows what users that do not exist are compared with. */
  @Test
  void what_stands_in_for_a_password_is_none() {
    var nobody = new SipCredentials("0".repeat(32), "0".repeat(64));
    String authorization =
        Client.of("sip:1001@127.0.0.1").authorization(challenge(ANNA), SHA, "1001", nobody, 1);

    assertThat(inWords(check(Client.of("sip:1001@127.0.0.1").request(authorization))))
        .isEqualTo("Challenge");
  }

  @Test
  void a_digest_for_another_realm_is_as_none() {
    String own = authorization();
    String foreign = own.replace("parley-A", "parley-B");

    assertThat(inWords(check(Client.of(ANNA).request(foreign)))).isEqualTo("Challenge");
    assertThat(check(Client.of(ANNA).request("Basic eDp5", foreign, own)))
        .isEqualTo(new Verdict.Endpoint(new Dn("2001")));
  }

  @ParameterizedTest
  @CsvSource({
    "nonce=, nonce-was=, Refused 400",
    "qop=auth, qop=auth-int, Challenge",
    "'qop=auth, ', '', Challenge",
    "algorithm=SHA-256, algorithm=SHA-256-sess, Challenge",
    "algorithm=SHA-256, algorithm=MD5, Challenge",
    "sip:1001@127.0.0.1, sip:1002@127.0.0.1, Refused 400",
    "sip:1001@127.0.0.1, sip:1001@127.0.0.1:5060, Challenge",
    "nc=00000001, nc=00000000, Challenge",
  })
  void what_was_changed_on_the_way_proves_nothing(String what, String to, String verdict) {
    String own = authorization();
    assertThat(own).contains(what);

    assertThat(inWords(check(Client.of(ANNA).request(own.replace(what, to))))).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({"sip:127.0.0.1:5060, true", "sip:1001@other, true", "sip:1002@127.0.0.1, false"})
  void a_digest_is_for_whom_is_called_or_for_the_server(String signed, boolean taken) {
    Client client = Client.of(ANNA);
    var signing = new Client(client.method(), client.from(), signed, client.address());
    String authorization = signing.authorization(challenge(ANNA), SHA, "2001", "pw-2001", 1);

    assertThat(check(client.request(authorization)) instanceof Verdict.Endpoint).isEqualTo(taken);
  }

  @Test
  void a_digest_is_for_its_method_only() {
    assertThat(inWords(check(Client.of(ANNA).method("INVITE").request(authorization()))))
        .isEqualTo("Challenge");
  }

  @Test
  void what_was_heard_cannot_be_said_again() {
    Answer challenge = challenge(ANNA);
    SipRequest first = Client.of(ANNA).proving(challenge, SHA, "2001", "pw-2001", 1);
    SipRequest second = Client.of(ANNA).proving(challenge, SHA, "2001", "pw-2001", 2);
    SipRequest third = Client.of(ANNA).proving(challenge, SHA, "2001", "pw-2001", 3);

    assertThat(check(first)).isInstanceOf(Verdict.Endpoint.class);
    assertThat(inWords(check(first))).isEqualTo("Challenge stale");
    assertThat(check(third)).isInstanceOf(Verdict.Endpoint.class);
    assertThat(inWords(check(second))).isEqualTo("Challenge stale");
  }

  @Test
  void a_nonce_that_is_too_old_of_another_start_or_of_another_address_is_stale() {
    Answer challenge = challenge(ANNA);
    SipRequest request = Client.of(ANNA).proving(challenge, SHA, "2001", "pw-2001", 1);
    SipRequest elsewhere =
        Client.of(ANNA).at("198.51.100.2").proving(challenge, SHA, "2001", "pw-2001", 1);
    var restarted =
        new DigestAuthentication(directory, OWN, LIMITS, () -> now, "another".getBytes(UTF_8));

    assertThat(inWords(restarted.check(request))).isEqualTo("Challenge stale");
    assertThat(inWords(check(elsewhere))).isEqualTo("Challenge stale");
    now = now.plus(Duration.ofMinutes(5));
    assertThat(check(request)).isInstanceOf(Verdict.Endpoint.class);
    now = now.plusMillis(1);
    assertThat(inWords(check(Client.of(ANNA).proving(challenge, SHA, "2001", "pw-2001", 2))))
        .isEqualTo("Challenge stale");
  }

  /** Else the answer would tell whether a guess was right, as often as one likes. */
  @Test
  void with_a_nonce_that_is_not_good_no_password_is_looked_at() {
    Answer challenge = challenge(ANNA);
    now = now.plus(Duration.ofMinutes(6));

    for (int i = 0; i < 10; i++) {
      assertThat(inWords(check(Client.of(ANNA).proving(challenge, SHA, "2001", "wrong", 1))))
          .isEqualTo("Challenge stale");
    }
  }

  @ParameterizedTest
  @CsvSource({"2001, Endpoint 2001", "9999, Challenge"})
  void who_guesses_has_to_wait_whether_the_user_exists_or_not(String user, String afterwards) {
    assertThat(inWords(guess(user, "a"))).isEqualTo("Challenge");
    assertThat(inWords(guess(user, "b"))).isEqualTo("Challenge");
    assertThat(inWords(guess(user, "c"))).isEqualTo("Refused 403");
    assertThat(inWords(guess(user, "pw-" + user))).isEqualTo("Refused 403");

    now = now.plusSeconds(60);
    assertThat(inWords(guess(user, "pw-" + user))).isEqualTo(afterwards);
  }

  @Test
  void guesses_that_are_far_apart_are_mistakes() {
    for (int i = 0; i < 10; i++) {
      assertThat(inWords(guess("2001", "wrong"))).isEqualTo("Challenge");
      now = now.plusSeconds(31);
    }
    assertThat(guess("2001", "pw-2001")).isInstanceOf(Verdict.Endpoint.class);
  }

  @Test
  void somebody_at_another_address_does_not_have_to_wait() {
    for (int i = 0; i < 3; i++) {
      guess("2001", "wrong");
    }
    Client elsewhere = Client.of(ANNA).at("198.51.100.9");
    var challenge = (Verdict.Challenge) check(elsewhere.request());

    assertThat(check(elsewhere.proving(challenge.answer(), SHA, "2001", "pw-2001", 1)))
        .isInstanceOf(Verdict.Endpoint.class);
  }

  @Test
  void a_trunk_that_proves_its_password_speaks_for_its_customers() {
    directory.withPassword("9002").trunk("9002");
    String zoe = "sip:zoe@example.org";

    assertThat(check(Client.of(zoe).proving(challenge(zoe), SHA, "9002", "pw-9002", 1)))
        .isEqualTo(new Verdict.Customer(new Dn("9002"), new Dn("zoe@example.org")));
    assertThat(inWords(check(Client.of(ANNA).proving(challenge(ANNA), SHA, "9002", "pw-9002", 1))))
        .isEqualTo("Refused 403");
  }

  @Test
  void a_nonce_that_had_to_be_forgotten_cannot_be_used_again() {
    var nonces = new Nonces(new byte[32], Duration.ofMinutes(5), 2);
    String[] issued = new String[4];
    long[] numbers = new long[issued.length];
    for (int i = 0; i < issued.length; i++) {
      issued[i] = nonces.issue("s", now);
      numbers[i] = nonces.numberOf(issued[i], "s", now).orElseThrow();
    }

    assertThat(nonces.use(numbers[1], 1)).isTrue();
    assertThat(nonces.use(numbers[2], 1)).isTrue();
    assertThat(nonces.use(numbers[3], 1)).isTrue();
    assertThat(nonces.numberOf(issued[1], "s", now)).isEmpty();
    assertThat(nonces.use(numbers[1], 2)).isFalse();
    assertThat(nonces.use(numbers[0], 1)).isFalse();
    assertThat(nonces.use(numbers[2], 2)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"''", "n", "!!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void what_is_no_nonce_is_not_good(String text) {
    assertThat(new Nonces(new byte[32], Duration.ofMinutes(5), 2).numberOf(text, "s", now))
        .isEmpty();
  }

  private Verdict check(SipRequest request) {
    return authentication.check(request);
  }

  private Answer challenge(String from) {
    return ((Verdict.Challenge) check(Client.of(from).method("REGISTER").request())).answer();
  }

  private String authorization() {
    return Client.of(ANNA).authorization(challenge(ANNA), SHA, "2001", "pw-2001", 1);
  }

  private Verdict guess(String user, String password) {
    return check(Client.of(ANNA).proving(challenge(ANNA), SHA, user, password, 1));
  }

  private static String inWords(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Endpoint(var dn) -> "Endpoint " + dn;
      case Verdict.Customer(var trunk, var customer) -> "Customer " + trunk + " " + customer;
      case Verdict.Challenge(var answer) ->
          answer.headers().all("WWW-Authenticate").getFirst().contains("stale=true")
              ? "Challenge stale"
              : "Challenge";
      case Verdict.Refused(var answer) -> "Refused " + answer.code();
    };
  }
}
