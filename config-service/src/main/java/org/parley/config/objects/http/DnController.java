package org.parley.config.objects.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.Draft;
import org.parley.config.objects.Password;
import org.parley.config.objects.http.Answers.PageView;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
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
@RequestMapping("/api/v1/switches/{switch}/dns")
class DnController {
  record DnView(
      @JsonProperty("switch") String switchName,
      String number,
      String type,
      boolean enabled,
      Map<String, Map<String, String>> options,
      boolean hasSipPassword,
      long version) {
    static DnView of(ConfigObject object) {
      var o = (DnObject) object;
      return new DnView(
          o.switchName(),
          o.number(),
          o.dnType().toString(),
          o.enabled(),
          o.options().sections(),
          o.sipCredentials() != null,
          o.version());
    }
  }

  record NewDn(
      @NotNull String number,
      @NotNull String type,
      @Nullable Boolean enabled,
      @Nullable Map<String, @NotNull Map<String, @NotNull String>> options,
      @Schema(
              description =
                  "8 to 128 visible characters of ASCII; the user is the number, the realm parley-<switch>. Never"
                      + " told again. Without it nobody can register as the DN.",
              accessMode = Schema.AccessMode.WRITE_ONLY)
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String sipPassword) {

    DnObject dn(String switchName) {
      return new DnObject(
          Draft.UNNUMBERED,
          switchName,
          number,
          Answers.named(
              DnType.named(type), ConfigKey.dn(switchName, number), "type", DnType.values()),
          enabled == null || enabled,
          Answers.options(options, OptionValues.NONE),
          SipPasswords.credentials(sipPassword, ConfigKey.dn(switchName, number), null));
    }

    @Override
    public String toString() {
      return "NewDn[number=" + number + ", type=" + type + "]";
    }
  }

  /** Options and a SIP password that are not given stay as they are. */
  record DnChange(
      @NotNull String type,
      @Nullable Boolean enabled,
      @Nullable Map<String, @NotNull Map<String, @NotNull String>> options,
      @Schema(
              description = "Stays as it is when not given; the empty text takes it away.",
              accessMode = Schema.AccessMode.WRITE_ONLY)
          @Nullable String sipPassword) {
    @Override
    public String toString() {
      return "DnChange[type=" + type + "]";
    }
  }

  private final Configuration configuration;

  DnController(Configuration configuration) {
    this.configuration = configuration;
  }

  @GetMapping
  PageView<DnView> list(
      @PathVariable("switch") String switchName,
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        configuration.list(
            ConfigKey.Kind.DN,
            switchName,
            Answers.prefix(prefix),
            Math.max(page, 0),
            Answers.pageSize(size)),
        DnView::of);
  }

  @GetMapping("/{number}")
  ResponseEntity<DnView> get(
      @PathVariable("switch") String switchName, @PathVariable String number) {
    ConfigKey key = ConfigKey.dn(switchName, number);
    return Answers.ok(Answers.found(configuration.find(key), key), DnView::of);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<DnView> create(
      @PathVariable("switch") String switchName, @Valid @RequestBody NewDn body, Principal actor) {
    ConfigObject made =
        Answers.result(
            configuration.create(body.dn(switchName), new Password.Unchanged(), actor.getName()));
    return Answers.created(
        made,
        URI.create(
            "/api/v1/switches/"
                + Paths.segment(switchName)
                + "/dns/"
                + Paths.segment(body.number())),
        DnView::of);
  }

  @PutMapping("/{number}")
  ResponseEntity<DnView> replace(
      @PathVariable("switch") String switchName,
      @PathVariable String number,
      @Valid @RequestBody DnChange body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return Answers.ok(
        Answers.result(
            configuration.replace(
                ConfigKey.dn(switchName, number),
                Answers.version(ifMatch),
                before -> {
                  DnObject o = (DnObject) before;
                  return new DnObject(
                      Draft.UNNUMBERED,
                      switchName,
                      number,
                      Answers.named(DnType.named(body.type()), o.key(), "type", DnType.values()),
                      body.enabled() == null ? o.enabled() : body.enabled(),
                      Answers.options(body.options(), o.options()),
                      SipPasswords.credentials(body.sipPassword(), o.key(), o.sipCredentials()));
                },
                new Password.Unchanged(),
                actor.getName())),
        DnView::of);
  }

  @DeleteMapping("/{number}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable("switch") String switchName,
      @PathVariable String number,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    Answers.result(
        configuration.delete(
            ConfigKey.dn(switchName, number), Answers.version(ifMatch), actor.getName()));
  }
}
