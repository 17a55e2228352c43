package org.parley.config.objects.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.Draft;
import org.parley.config.objects.Password;
import org.parley.config.objects.http.Answers.PageView;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.PlaceObject.PlaceDn;
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
@RequestMapping("/api/v1/places")
class PlaceController {
  /** A DN on the desk. */
  record DnName(@JsonProperty("switch") @NotNull String switchName, @NotNull String number) {}

  record PlaceView(String name, List<DnName> dns, long version) {
    static PlaceView of(ConfigObject object) {
      var o = (PlaceObject) object;
      return new PlaceView(
          o.name(),
          o.dns().stream().map(dn -> new DnName(dn.switchName(), dn.number())).toList(),
          o.version());
    }
  }

  record NewPlace(@NotNull String name, @NotNull List<@NotNull @Valid DnName> dns) {}

  record PlaceChange(@NotNull List<@NotNull @Valid DnName> dns) {}

  private static List<PlaceDn> dns(List<DnName> names) {
    return names.stream().map(dn -> new PlaceDn(dn.switchName(), dn.number())).toList();
  }

  private final Configuration configuration;

  PlaceController(Configuration configuration) {
    this.configuration = configuration;
  }

  @GetMapping
  PageView<PlaceView> list(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        configuration.list(
            ConfigKey.Kind.PLACE,
            "",
            Answers.prefix(prefix),
            Math.max(page, 0),
            Answers.pageSize(size)),
        PlaceView::of);
  }

  @GetMapping("/{name}")
  ResponseEntity<PlaceView> get(@PathVariable String name) {
    ConfigKey key = ConfigKey.place(name);
    return Answers.ok(Answers.found(configuration.find(key), key), PlaceView::of);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<PlaceView> create(@Valid @RequestBody NewPlace body, Principal actor) {
    ConfigObject made =
        Answers.result(
            configuration.create(
                new PlaceObject(Draft.UNNUMBERED, body.name(), dns(body.dns())),
                new Password.Unchanged(),
                actor.getName()));
    return Answers.created(
        made, URI.create("/api/v1/places/" + Paths.segment(body.name())), PlaceView::of);
  }

  @PutMapping("/{name}")
  ResponseEntity<PlaceView> replace(
      @PathVariable String name,
      @Valid @RequestBody PlaceChange body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return Answers.ok(
        Answers.result(
            configuration.replace(
                ConfigKey.place(name),
                Answers.version(ifMatch),
                _ -> new PlaceObject(Draft.UNNUMBERED, name, dns(body.dns())),
                new Password.Unchanged(),
                actor.getName())),
        PlaceView::of);
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String name,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    Answers.result(
        configuration.delete(ConfigKey.place(name), Answers.version(ifMatch), actor.getName()));
  }
}
