package org.parley.config.objects.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.Draft;
import org.parley.config.objects.Password;
import org.parley.config.objects.http.Answers.PageView;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.SwitchObject;
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
@RequestMapping("/api/v1/switches")
class SwitchController {
  record SwitchView(String name, String tenant, int siteNumber, long version) {
    static SwitchView of(ConfigObject object) {
      var o = (SwitchObject) object;
      return new SwitchView(o.name(), o.tenant(), o.siteNumber(), o.version());
    }
  }

  record NewSwitch(@NotNull String name, @NotNull String tenant, int siteNumber) {}

  record SwitchChange(@NotNull String tenant, int siteNumber) {}

  private final Configuration configuration;

  SwitchController(Configuration configuration) {
    this.configuration = configuration;
  }

  @GetMapping
  PageView<SwitchView> list(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        configuration.list(
            ConfigKey.Kind.SWITCH,
            "",
            Answers.prefix(prefix),
            Math.max(page, 0),
            Answers.pageSize(size)),
        SwitchView::of);
  }

  @GetMapping("/{name}")
  ResponseEntity<SwitchView> get(@PathVariable String name) {
    ConfigKey key = ConfigKey.switchNamed(name);
    return Answers.ok(Answers.found(configuration.find(key), key), SwitchView::of);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<SwitchView> create(@Valid @RequestBody NewSwitch body, Principal actor) {
    ConfigObject made =
        Answers.result(
            configuration.create(
                new SwitchObject(Draft.UNNUMBERED, body.name(), body.tenant(), body.siteNumber()),
                new Password.Unchanged(),
                actor.getName()));
    return Answers.created(
        made, URI.create("/api/v1/switches/" + Paths.segment(body.name())), SwitchView::of);
  }

  @PutMapping("/{name}")
  ResponseEntity<SwitchView> replace(
      @PathVariable String name,
      @Valid @RequestBody SwitchChange body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return Answers.ok(
        Answers.result(
            configuration.replace(
                ConfigKey.switchNamed(name),
                Answers.version(ifMatch),
                _ -> new SwitchObject(Draft.UNNUMBERED, name, body.tenant(), body.siteNumber()),
                new Password.Unchanged(),
                actor.getName())),
        SwitchView::of);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    Answers.result(
        configuration.delete(
            ConfigKey.switchNamed(name), Answers.version(ifMatch), actor.getName()));
  }
}
