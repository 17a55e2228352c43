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
import org.parley.contracts.config.TenantObject;
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
@RequestMapping("/api/v1/tenants")
class TenantController {
  record TenantView(String name, int dbid, long version) {
    static TenantView of(ConfigObject object) {
      var o = (TenantObject) object;
      return new TenantView(o.name(), o.dbid(), o.version());
    }
  }

  record NewTenant(@NotNull String name, int dbid) {}

  record TenantChange(int dbid) {}

  private final Configuration configuration;

  TenantController(Configuration configuration) {
    this.configuration = configuration;
  }

  @GetMapping
  PageView<TenantView> list(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        configuration.list(
            ConfigKey.Kind.TENANT,
            "",
            Answers.prefix(prefix),
            Math.max(page, 0),
            Answers.pageSize(size)),
        TenantView::of);
  }

  @GetMapping("/{name}")
  ResponseEntity<TenantView> get(@PathVariable String name) {
    ConfigKey key = ConfigKey.tenant(name);
    return Answers.ok(Answers.found(configuration.find(key), key), TenantView::of);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<TenantView> create(@Valid @RequestBody NewTenant body, Principal actor) {
    ConfigObject made =
        Answers.result(
            configuration.create(
                new TenantObject(Draft.UNNUMBERED, body.name(), body.dbid()),
                new Password.Unchanged(),
                actor.getName()));
    return Answers.created(
        made, URI.create("/api/v1/tenants/" + Paths.segment(body.name())), TenantView::of);
  }

  @PutMapping("/{name}")
  ResponseEntity<TenantView> replace(
      @PathVariable String name,
      @Valid @RequestBody TenantChange body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return Answers.ok(
        Answers.result(
            configuration.replace(
                ConfigKey.tenant(name),
                Answers.version(ifMatch),
                _ -> new TenantObject(Draft.UNNUMBERED, name, body.dbid()),
                new Password.Unchanged(),
                actor.getName())),
        TenantView::of);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    Answers.result(
        configuration.delete(ConfigKey.tenant(name), Answers.version(ifMatch), actor.getName()));
  }
}
