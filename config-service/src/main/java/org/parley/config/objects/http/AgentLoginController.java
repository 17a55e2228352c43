package org.parley.config.objects.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.parley.config.access.Passwords;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.Draft;
import org.parley.config.objects.Password;
import org.parley.config.objects.http.Answers.PageView;
import org.parley.contracts.config.AgentLoginObject;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/switches/{switch}/agent-logins")
class AgentLoginController {
  /** The password, hashed as it is, does not leave. */
  record AgentLoginView(
      @JsonProperty("switch") String switchName,
      String loginCode,
      boolean hasPassword,
      long version) {
    static AgentLoginView of(ConfigObject object) {
      var o = (AgentLoginObject) object;
      return new AgentLoginView(
          o.switchName(), o.loginCode(), o.passwordHash() != null, o.version());
    }
  }

  /** Without a password, or with the empty one, the login code alone is enough. */
  record NewAgentLogin(@NotNull String loginCode, @Nullable String password) {
    @Override
    public String toString() {
      return "NewAgentLogin[loginCode=" + loginCode + "]";
    }
  }

  /** A password that is not given stays as it is; the empty one takes it away. */
  record AgentLoginChange(
      @Schema(description = "Stays as it is when not given; the empty text takes it away.")
          @Nullable String password) {
    @Override
    public String toString() {
      return "AgentLoginChange[]";
    }
  }

  private final Configuration configuration;
  private final Passwords passwords;

  AgentLoginController(Configuration configuration, Passwords passwords) {
    this.configuration = configuration;
    this.passwords = passwords;
  }

  private @Nullable String hashed(@Nullable String password) {
    return password == null || password.isEmpty() ? null : passwords.hash(password);
  }

  @GetMapping
  PageView<AgentLoginView> list(
      @PathVariable("switch") String switchName,
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        configuration.list(
            ConfigKey.Kind.AGENT_LOGIN,
            switchName,
            Answers.prefix(prefix),
            Math.max(page, 0),
            Answers.pageSize(size)),
        AgentLoginView::of);
  }

  @GetMapping("/{loginCode}")
  ResponseEntity<AgentLoginView> get(
      @PathVariable("switch") String switchName, @PathVariable String loginCode) {
    ConfigKey key = ConfigKey.agentLogin(switchName, loginCode);
    return Answers.ok(Answers.found(configuration.find(key), key), AgentLoginView::of);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<AgentLoginView> create(
      @PathVariable("switch") String switchName,
      @Valid @RequestBody NewAgentLogin body,
      Principal actor) {
    ConfigObject made =
        Answers.result(
            configuration.create(
                new AgentLoginObject(
                    Draft.UNNUMBERED, switchName, body.loginCode(), hashed(body.password())),
                new Password.Unchanged(),
                actor.getName()));
    return Answers.created(
        made,
        URI.create(
            "/api/v1/switches/"
                + Paths.segment(switchName)
                + "/agent-logins/"
                + Paths.segment(body.loginCode())),
        AgentLoginView::of);
  }

  @PutMapping("/{loginCode}")
  ResponseEntity<AgentLoginView> replace(
      @PathVariable("switch") String switchName,
      @PathVariable String loginCode,
      @Valid @RequestBody AgentLoginChange body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return Answers.ok(
        Answers.result(
            configuration.replace(
                ConfigKey.agentLogin(switchName, loginCode),
                Answers.version(ifMatch),
                before ->
                    new AgentLoginObject(
                        Draft.UNNUMBERED,
                        switchName,
                        loginCode,
                        body.password() == null
                            ? ((AgentLoginObject) before).passwordHash()
                            : hashed(body.password())),
                new Password.Unchanged(),
                actor.getName())),
        AgentLoginView::of);
  }

  @DeleteMapping("/{loginCode}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable("switch") String switchName,
      @PathVariable String loginCode,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    Answers.result(
        configuration.delete(
            ConfigKey.agentLogin(switchName, loginCode),
            Answers.version(ifMatch),
            actor.getName()));
  }
}
