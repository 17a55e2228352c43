package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.config.RunningService.basic;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.config.RunningService.Answer;

class AccessIT {
  private static final String ME = "/api/v1/me";
  private static final String REDIRECT = "http://127.0.0.1:8080/workspace/";
  private final RunningService service = RunningService.shared();

  @Test
  void somebody_with_a_password_is_told_who_he_is() {
    Answer me = service.sendAs(basic("1001", "demo"), "GET", ME, null);

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.body().path("userName").asString()).isEqualTo("1001");
    assertThat(me.body().path("firstName").asString()).isEqualTo("Anna");
    assertThat(me.body().path("roles").toString()).isEqualTo("[\"agent\"]");
    assertThat(me.body().path("agentIds").toString()).isEqualTo("[\"1001\"]");
    assertThat(me.body().path("place").asString()).isEqualTo("1001");
    assertThat(me.body().path("dns").toString())
        .isEqualTo("[{\"switch\":\"A\",\"number\":\"1001\"}]");
  }

  @Test
  void nobody_comes_in_without_credentials_or_with_wrong_ones() {
    for (String authorization :
        new String[] {
          null, basic("1001", "wrong"), basic("nobody", "demo"), "Bearer nonsense", "Basic %%%"
        }) {
      Answer refused =
          service.sendAs(authorization, "GET", ME, null, "X-Forwarded-For", "10.9.0.1");

      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      assertThat(refused.body().path("code").asString()).isEqualTo("access.unauthenticated");
    }
  }

  @Test
  void a_token_that_nobody_signed_is_refused() {
    String header = base64url("{\"alg\":\"none\"}");
    String claims = base64url("{\"sub\":\"admin\",\"roles\":[\"admin\"],\"exp\":4102444800}");

    assertThat(service.sendAs("Bearer " + header + "." + claims + ".", "GET", ME, null).status())
        .isEqualTo(401);
  }

  @Test
  void an_agent_reads_but_does_not_change() {
    String agent = basic("1002", "demo");

    assertThat(service.sendAs(agent, "GET", "/api/v1/switches/A/dns/1001", null).status())
        .isEqualTo(200);
    Answer change =
        service.sendAs(
            agent,
            "PUT",
            "/api/v1/switches/A/dns/1002/options/TServer/voice",
            Map.of("value", "false"));
    assertThat(change.status()).isEqualTo(403);
    assertThat(change.body().path("code").asString()).isEqualTo("access.denied");
    assertThat(service.sendAs(agent, "GET", "/api/v1/audit", null).status()).isEqualTo(403);
    assertThat(service.sendAs(agent, "GET", "/actuator/prometheus", null).status()).isEqualTo(403);
  }

  @Test
  void health_needs_no_credentials_and_tells_no_details() {
    Answer health = service.sendAs(null, "GET", "/actuator/health", null);

    assertThat(health.status()).isEqualTo(200);
    assertThat(health.body().path("components").isMissingNode()).isTrue();
    assertThat(service.sendAs(null, "GET", "/actuator/health/readiness", null).status())
        .isEqualTo(200);
  }

  @Test
  void no_answer_has_a_password_or_its_hash() {
    service.post(
        "/api/v1/persons",
        Map.of("userName", "secretive", "roles", List.of("agent"), "password", "hunter2hunter2"));

    for (String path :
        List.of("/api/v1/persons", "/api/v1/persons/secretive", "/api/v1/audit", ME)) {
      assertThat(service.get(path).response().body()).doesNotContain("bcrypt", "hunter2");
    }
    assertThat(service.sendAs(basic("secretive", "hunter2hunter2"), "GET", ME, null).status())
        .isEqualTo(200);
  }

  @Test
  void a_person_who_is_disabled_or_has_a_new_password_does_not_come_in_with_the_old_one() {
    Map<String, Object> person =
        Map.of("userName", "leaver", "roles", List.of("agent"), "password", "old password");
    service.post("/api/v1/persons", person);
    assertThat(service.sendAs(basic("leaver", "old password"), "GET", ME, null).status())
        .isEqualTo(200);

    service.put(
        "/api/v1/persons/leaver", Map.of("roles", List.of("agent"), "password", "new password"));
    assertThat(service.sendAs(basic("leaver", "old password"), "GET", ME, null).status())
        .isEqualTo(401);
    assertThat(service.sendAs(basic("leaver", "new password"), "GET", ME, null).status())
        .isEqualTo(200);

    service.put("/api/v1/persons/leaver", Map.of("roles", List.of("agent"), "enabled", false));
    assertThat(service.sendAs(basic("leaver", "new password"), "GET", ME, null).status())
        .isEqualTo(401);
  }

  @Test
  void a_source_that_guesses_has_to_wait_and_others_do_not() {
    String[] source = {"X-Forwarded-For", "10.9.0.2"};
    Answer answer = null;
    for (int i = 0; i < 6; i++) {
      answer = service.sendAs(basic("1003", "guess" + i), "GET", ME, null, source);
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.body().path("code").asString()).isEqualTo("access.too-many-failures");
    assertThat(service.sendAs(basic("1003", "demo"), "GET", ME, null, source).status())
        .isEqualTo(429);
    assertThat(service.sendAs(basic("1003", "demo"), "GET", ME, null).status()).isEqualTo(200);
  }

  @Test
  void a_service_gets_a_token_with_its_secret_and_reads_with_it_at_every_instance() {
    Answer token =
        service.exchange(
            HttpRequest.newBuilder(service.uri("/oauth2/token"))
                .header("Authorization", basic("parley-service", "demo"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build());
    String bearer = "Bearer " + token.body().path("access_token").asString();

    assertThat(service.sendAs(bearer, "GET", ME, null).body().path("roles").toString())
        .isEqualTo("[\"service\"]");
    assertThat(service.sendAs(bearer, "GET", "/api/v1/persons/1001", null).status()).isEqualTo(200);
    assertThat(service.sendAs(bearer, "DELETE", "/api/v1/persons/1001", null).status())
        .isEqualTo(403);

    // The keys are in the database: another instance, as one after a restart, knows them.
    try (var other = service.start("postgres", "--parley.demo=true")) {
      Answer there =
          service.exchange(
              HttpRequest.newBuilder(RunningService.uri(other, ME))
                  .header("Authorization", bearer)
                  .build());
      assertThat(there.status()).isEqualTo(200);
    }
  }

  /** RFC 7636 with the login page between, as the browser workspace does it. */
  @Test
  void a_person_logs_in_to_the_workspace_with_a_code_and_a_proof_key() throws Exception {
    HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String verifier = "a-verifier-that-is-long-enough-for-the-rfc-0123456789";
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    URI authorize =
        service.uri(
            "/oauth2/authorize?response_type=code&client_id=workspace&scope=openid&state=s1&redirect_uri="
                + REDIRECT
                + "&code_challenge_method=S256&code_challenge="
                + challenge);

    HttpResponse<String> toLogin =
        browser.send(HttpRequest.newBuilder(authorize).build(), BodyHandlers.ofString());
    assertThat(toLogin.headers().firstValue("Location").orElse("")).endsWith("/login");
    String page =
        browser
            .send(HttpRequest.newBuilder(service.uri("/login")).build(), BodyHandlers.ofString())
            .body();
    HttpResponse<String> loggedIn =
        browser.send(
            form(
                "/login",
                "username=1004&password=demo&_csrf="
                    + group(page, "name=\"_csrf\"[^>]*value=\"([^\"]+)\"")),
            BodyHandlers.ofString());
    assertThat(loggedIn.headers().firstValue("Location").orElse("")).contains("/oauth2/authorize");
    HttpResponse<String> back =
        browser.send(HttpRequest.newBuilder(authorize).build(), BodyHandlers.ofString());
    String location = back.headers().firstValue("Location").orElse("");
    assertThat(location).startsWith(REDIRECT).contains("state=s1");
    String code = URLDecoder.decode(group(location, "[?&]code=([^&]+)"), StandardCharsets.UTF_8);

    String exchange =
        "grant_type=authorization_code&client_id=workspace&redirect_uri="
            + REDIRECT
            + "&code="
            + code;
    Answer withoutProof =
        service.exchange(form("/oauth2/token", exchange + "&code_verifier=" + "x".repeat(43)));
    assertThat(withoutProof.status()).isEqualTo(400);
    Answer token = service.exchange(form("/oauth2/token", exchange + "&code_verifier=" + verifier));
    assertThat(token.status()).isEqualTo(200);
    Answer me =
        service.sendAs("Bearer " + token.body().path("access_token").asString(), "GET", ME, null);
    assertThat(me.body().path("userName").asString()).isEqualTo("1004");
  }

  private HttpRequest form(String path, String fields) {
    return HttpRequest.newBuilder(service.uri(path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(fields))
        .build();
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  private static String base64url(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
