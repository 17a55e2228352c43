package org.parley.tlibgateway.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.voice.VoiceCall;
import org.parley.tlib.ConnId;
import org.parley.tlibgateway.login.Credentials;
import org.parley.tlibgateway.login.LoginCheck;
import org.parley.tlibgateway.login.Person;
import org.parley.tlibgateway.request.DnRights;
import org.parley.tlibgateway.site.Site;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /api/v1/calls/{connId}}: who hears whom in a voice call. For supervisors and
 * administrators, and for persons at whose place a party is; to others there is no such call.
 */
public final class CallPages implements HttpPages {
  private static final String PATH = "/api/v1/calls/";
  private static final int SECONDS = 6;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Map<String, String> FRESH = Map.of("Cache-Control", "no-store");

  private final LoginCheck logins;
  private final Site site;
  private final DnRights rights;
  private final Executor siteThread;

  /**
   * @param siteThread on which the site may be looked at
   */
  public CallPages(LoginCheck logins, Site site, DnRights rights, Executor siteThread) {
    this.logins = logins;
    this.site = site;
    this.rights = rights;
    this.siteThread = siteThread;
  }

  @Override
  public Optional<Page> page(Request request) {
    return request.path().startsWith(PATH) ? Optional.of(answer(request)) : Optional.empty();
  }

  private Page answer(Request request) {
    Optional<Credentials> credentials = credentials(request.authorization());
    if (credentials.isEmpty()) {
      return unauthenticated();
    }
    try {
      return switch (await(logins.check(credentials.get(), request.source()))) {
        case LoginCheck.Answer.Confirmed(Person person) ->
            call(request.path().substring(PATH.length()), person);
        case LoginCheck.Answer.Denied() -> unauthenticated();
        case LoginCheck.Answer.Unavailable _ -> unavailable();
      };
    } catch (ExecutionException | TimeoutException e) {
      return unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unavailable();
    }
  }

  private Page call(String name, Person person)
      throws ExecutionException, TimeoutException, InterruptedException {
    ConnId connId;
    try {
      connId = ConnId.parse(name);
    } catch (IllegalArgumentException none) {
      return unknown();
    }
    return await(CompletableFuture.supplyAsync(() -> find(connId, person), siteThread))
        .map(matrix -> new Page(200, "application/json", JSON.writeValueAsBytes(matrix), FRESH))
        .orElseGet(CallPages::unknown);
  }

  private Optional<HearingMatrix> find(ConnId connId, Person person) {
    return site.voiceCall(connId).filter(call -> maySee(person, call)).map(HearingMatrix::of);
  }

  private boolean maySee(Person person, VoiceCall call) {
    return call.call().parties().stream().anyMatch(party -> rights.mayUse(person, party.dn()));
  }

  private static <T> T await(CompletionStage<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
  }

  private static Optional<Credentials> credentials(@Nullable String authorization) {
    int space = authorization == null ? -1 : authorization.indexOf(' ');
    if (authorization == null || space < 0) {
      return Optional.empty();
    }
    String scheme = authorization.substring(0, space);
    String rest = authorization.substring(space + 1).strip();
    if (scheme.equalsIgnoreCase("Bearer")) {
      return Optional.of(new Credentials.Token(rest));
    }
    return scheme.equalsIgnoreCase("Basic") ? password(rest) : Optional.empty();
  }

  private static Optional<Credentials> password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(
              new Credentials.Password(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private static Page unauthenticated() {
    Page page =
        problem(
            401,
            "Unauthorized",
            "access.unauthenticated",
            "Log in with a person's name and password, or a token.");
    return new Page(
        page.status(),
        page.contentType(),
        page.body(),
        Map.of("WWW-Authenticate", "Bearer, Basic realm=\"Parley\", charset=\"UTF-8\""));
  }

  private static Page unknown() {
    return problem(404, "Not Found", "calls.unknown", "There is no such call.");
  }

  private static Page unavailable() {
    return problem(
        503, "Service Unavailable", "access.unavailable", "The log-in could not be checked.");
  }

  private static Page problem(int status, String title, String code, String detail) {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("type", "urn:parley:problem:" + code);
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    problem.put("code", code);
    return new Page(status, "application/problem+json", JSON.writeValueAsBytes(problem), FRESH);
  }
}
