package org.parley.config.objects.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.OptionReading;
import org.parley.contracts.config.ConfigKey;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Options of DNs and of applications. The ETag is that of the object. */
@RestController
class OptionController {
  private static final String DN = "/api/v1/switches/{switch}/dns/{number}/options";
  private static final String APPLICATION = "/api/v1/applications/{application}/options";

  record NewValue(@NotNull String value) {}

  private final Configuration configuration;

  OptionController(Configuration configuration) {
    this.configuration = configuration;
  }

  @GetMapping(DN)
  List<OptionView> dnOptions(
      @PathVariable("switch") String switchName, @PathVariable String number) {
    return all(ConfigKey.dn(switchName, number));
  }

  @GetMapping(DN + "/{section}/{name}")
  ResponseEntity<OptionView> dnOption(
      @PathVariable("switch") String switchName,
      @PathVariable String number,
      @PathVariable String section,
      @PathVariable String name) {
    return read(ConfigKey.dn(switchName, number), section, name);
  }

  @PutMapping(DN + "/{section}/{name}")
  ResponseEntity<OptionView> setDnOption(
      @PathVariable("switch") String switchName,
      @PathVariable String number,
      @PathVariable String section,
      @PathVariable String name,
      @Valid @RequestBody NewValue body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return set(ConfigKey.dn(switchName, number), section, name, body, ifMatch, actor);
  }

  @DeleteMapping(DN + "/{section}/{name}")
  ResponseEntity<OptionView> clearDnOption(
      @PathVariable("switch") String switchName,
      @PathVariable String number,
      @PathVariable String section,
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return clear(ConfigKey.dn(switchName, number), section, name, ifMatch, actor);
  }

  @GetMapping(APPLICATION)
  List<OptionView> applicationOptions(@PathVariable String application) {
    return all(ConfigKey.application(application));
  }

  @GetMapping(APPLICATION + "/{section}/{name}")
  ResponseEntity<OptionView> applicationOption(
      @PathVariable String application, @PathVariable String section, @PathVariable String name) {
    return read(ConfigKey.application(application), section, name);
  }

  @PutMapping(APPLICATION + "/{section}/{name}")
  ResponseEntity<OptionView> setApplicationOption(
      @PathVariable String application,
      @PathVariable String section,
      @PathVariable String name,
      @Valid @RequestBody NewValue body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return set(ConfigKey.application(application), section, name, body, ifMatch, actor);
  }

  @DeleteMapping(APPLICATION + "/{section}/{name}")
  ResponseEntity<OptionView> clearApplicationOption(
      @PathVariable String application,
      @PathVariable String section,
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return clear(ConfigKey.application(application), section, name, ifMatch, actor);
  }

  private List<OptionView> all(ConfigKey key) {
    return Answers.result(configuration.options(key)).stream().map(OptionView::of).toList();
  }

  private ResponseEntity<OptionView> read(ConfigKey key, String section, String name) {
    return answer(Answers.result(configuration.option(key, section, name)));
  }

  private ResponseEntity<OptionView> set(
      ConfigKey key,
      String section,
      String name,
      NewValue body,
      @Nullable String ifMatch,
      Principal actor) {
    return answer(
        Answers.result(
            configuration.setOption(
                key, section, name, body.value(), Answers.version(ifMatch), actor.getName())));
  }

  private ResponseEntity<OptionView> clear(
      ConfigKey key, String section, String name, @Nullable String ifMatch, Principal actor) {
    return answer(
        Answers.result(
            configuration.clearOption(
                key, section, name, Answers.version(ifMatch), actor.getName())));
  }

  private static ResponseEntity<OptionView> answer(OptionReading reading) {
    return ResponseEntity.ok().eTag(Long.toString(reading.version())).body(OptionView.of(reading));
  }
}
