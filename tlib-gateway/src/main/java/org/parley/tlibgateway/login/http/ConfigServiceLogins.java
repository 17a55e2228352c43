package org.parley.tlibgateway.login.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.Role;
import org.parley.tlibgateway.login.Credentials;
import org.parley.tlibgateway.login.LoginCheck;
import org.parley.tlibgateway.login.Person;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks a log-in by {@code GET /api/v1/me} as the client. Each question waits on a virtual thread.
 */
public final class ConfigServiceLogins implements LoginCheck, AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /**
   * Otherwise one client's wrong passwords would delay everybody that comes through this gateway.
   */
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** What we need of the answer. */
  record Me(@Nullable String userName, @Nullable List<String> roles, @Nullable String place) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http;
  private final RestClient rest;

  /**
   * @param configService without a path
   */
  public ConfigServiceLogins(URI configService) {
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(threads)
            .build();
    var requests = new JdkClientHttpRequestFactory(http, threads);
    requests.setReadTimeout(ANSWER);
    this.rest =
        RestClient.builder().requestFactory(requests).baseUrl(configService.toString()).build();
  }

  @Override
  public CompletionStage<Answer> check(Credentials credentials, String source) {
    Optional<String> authorization = authorization(credentials);
    return authorization.isEmpty()
        ? CompletableFuture.completedFuture(new Answer.Denied())
        : CompletableFuture.supplyAsync(() -> ask(authorization.get(), source), threads);
  }

  /** Empty for credentials that no header can carry, and that nobody can have. */
  private static Optional<String> authorization(Credentials credentials) {
    return switch (credentials) {
      case Credentials.Password(var userName, var password) ->
          userName.isBlank() || userName.contains(":")
              ? Optional.empty()
              : Optional.of(
                  "Basic "
                      + Base64.getEncoder()
                          .encodeToString(
                              (userName + ":" + password).getBytes(StandardCharsets.UTF_8)));
      case Credentials.Token(var token) ->
          token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)
              ? Optional.empty()
              : Optional.of("Bearer " + token);
    };
  }

  private Answer ask(String authorization, String source) {
    try {
      Answer answer =
          rest.get()
              .uri("/api/v1/me")
              .header(HttpHeaders.AUTHORIZATION, authorization)
              .header(FORWARDED_FOR, source)
              .exchange((_, response) -> read(response));
      return answer == null ? new Answer.Unavailable("no answer") : answer;
    } catch (RestClientException | JacksonException e) {
      return new Answer.Unavailable(e.getClass().getSimpleName());
    }
  }

  private static Answer read(ClientHttpResponse response) throws IOException {
    int status = response.getStatusCode().value();
    return switch (status) {
      case 200 -> person(JSON.readValue(response.getBody(), Me.class));
      case 401, 403 -> new Answer.Denied();
      default -> new Answer.Unavailable("config-service answered " + status);
    };
  }

  private static Answer person(Me me) {
    String userName = me.userName();
    return userName == null || userName.isEmpty()
        ? new Answer.Unavailable("config-service answered without a user name")
        : new Answer.Confirmed(
            new Person(userName, roles(me.roles() == null ? List.of() : me.roles()), me.place()));
  }

  /** Roles that this version does not know give no rights here. */
  private static Set<Role> roles(List<String> names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Role role : Role.values()) {
      if (names.contains(role.toString())) {
        roles.add(role);
      }
    }
    return roles;
  }

  @Override
  public void close() {
    http.shutdownNow();
    threads.shutdownNow();
  }
}
