package org.parley.config.objects.http;

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
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
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
@RequestMapping("/api/v1/applications")
class ApplicationController {
  record ApplicationView(
      String name, String type, Map<String, Map<String, String>> options, long version) {
    static ApplicationView of(ConfigObject object) {
      var o = (ApplicationObject) object;
      return new ApplicationView(
          o.name(), o.applicationType().toString(), o.options().sections(), o.version());
    }
  }

  record NewApplication(
      @NotNull String name,
      @NotNull String type,
      @Nullable Map<String, @NotNull Map<String, @NotNull String>> options) {}

  /** Options that are not given stay as they are. The type of an application is for ever. */
  record ApplicationChange(@Nullable Map<String, @NotNull Map<String, @NotNull String>> options) {}

  private final Configuration configuration;

  ApplicationController(Configuration configuration) {
    this.configuration = configuration;
  }

  @GetMapping
  PageView<ApplicationView> list(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        configuration.list(
            ConfigKey.Kind.APPLICATION,
            "",
            Answers.prefix(prefix),
            Math.max(page, 0),
            Answers.pageSize(size)),
        ApplicationView::of);
  }

  @GetMapping("/{name}")
  ResponseEntity<ApplicationView> get(@PathVariable String name) {
    ConfigKey key = ConfigKey.application(name);
    return Answers.ok(Answers.found(configuration.find(key), key), ApplicationView::of);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ApplicationView> create(@Valid @RequestBody NewApplication body, Principal actor) {
    ConfigObject made =
        Answers.result(
            configuration.create(
                new ApplicationObject(
                    Draft.UNNUMBERED,
                    body.name(),
                    Answers.named(
                        ApplicationType.named(body.type()),
                        ConfigKey.application(body.name()),
                        "type",
                        ApplicationType.values()),
                    Answers.options(body.options(), OptionValues.NONE)),
                new Password.Unchanged(),
                actor.getName()));
    return Answers.created(
        made,
        URI.create("/api/v1/applications/" + Paths.segment(body.name())),
        ApplicationView::of);
  }

  @PutMapping("/{name}")
  ResponseEntity<ApplicationView> replace(
      @PathVariable String name,
      @Valid @RequestBody ApplicationChange body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return Answers.ok(
        Answers.result(
            configuration.replace(
                ConfigKey.application(name),
                Answers.version(ifMatch),
                before -> {
                  ApplicationObject o = (ApplicationObject) before;
                  return new ApplicationObject(
                      Draft.UNNUMBERED,
                      name,
                      o.applicationType(),
                      Answers.options(body.options(), o.options()));
                },
                new Password.Unchanged(),
                actor.getName())),
        ApplicationView::of);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    Answers.result(
        configuration.delete(
            ConfigKey.application(name), Answers.version(ifMatch), actor.getName()));
  }
}
