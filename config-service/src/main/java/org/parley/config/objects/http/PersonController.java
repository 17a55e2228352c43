package org.parley.config.objects.http;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.config.access.Passwords;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.Draft;
import org.parley.config.objects.Password;
import org.parley.config.objects.http.Answers.PageView;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.Role;
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
@RequestMapping("/api/v1/persons")
class PersonController {
  record PersonView(
      String userName,
      String firstName,
      String lastName,
      List<String> agentIds,
      List<String> roles,
      @Nullable String place,
      boolean enabled,
      long version) {
    static PersonView of(ConfigObject object) {
      var o = (PersonObject) object;
      return new PersonView(
          o.userName(),
          o.firstName(),
          o.lastName(),
          o.agentIds(),
          o.roles().stream().map(Role::toString).sorted().toList(),
          o.place(),
          o.enabled(),
          o.version());
    }
  }

  /** Without a password the person cannot log in until one is set. */
  record NewPerson(
      @NotNull String userName,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable List<@NotNull String> agentIds,
      @NotNull List<@NotNull String> roles,
      @Nullable String place,
      @Nullable Boolean enabled,
      @Nullable String password) {
    @Override
    public String toString() {
      return "NewPerson[userName=" + userName + "]";
    }
  }

  /** A password that is not given stays as it is. */
  record PersonChange(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable List<@NotNull String> agentIds,
      @NotNull List<@NotNull String> roles,
      @Nullable String place,
      @Nullable Boolean enabled,
      @Nullable String password) {
    @Override
    public String toString() {
      return "PersonChange[]";
    }

    static PersonChange of(NewPerson made) {
      return new PersonChange(
          made.firstName(),
          made.lastName(),
          made.agentIds(),
          made.roles(),
          made.place(),
          made.enabled(),
          made.password());
    }

    PersonObject person(String userName) {
      return new PersonObject(
          Draft.UNNUMBERED,
          userName,
          firstName == null ? "" : firstName,
          lastName == null ? "" : lastName,
          agentIds == null ? List.of() : agentIds,
          roles.stream()
              .map(r ->
                  Answers.named(Role.named(r), ConfigKey.person(userName), "roles", Role.values()))
              .collect(Collectors.toSet()),
          place,
          enabled == null || enabled);
    }
  }

  private final Configuration configuration;
  private final Passwords passwords;

  PersonController(Configuration configuration, Passwords passwords) {
    this.configuration = configuration;
    this.passwords = passwords;
  }

  private Password hashed(@Nullable String password) {
    return password == null ? new Password.Unchanged() : new Password.Set(passwords.hash(password));
  }

  @GetMapping
  PageView<PersonView> list(
      @RequestParam(defaultValue = "") String prefix,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "100") int size) {
    return PageView.of(
        configuration.list(
            ConfigKey.Kind.PERSON,
            "",
            Answers.prefix(prefix),
            Math.max(page, 0),
            Answers.pageSize(size)),
        PersonView::of);
  }

  @GetMapping("/{userName}")
  ResponseEntity<PersonView> get(@PathVariable String userName) {
    ConfigKey key = ConfigKey.person(userName);
    return Answers.ok(Answers.found(configuration.find(key), key), PersonView::of);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<PersonView> create(@Valid @RequestBody NewPerson body, Principal actor) {
    ConfigObject made =
        Answers.result(
            configuration.create(
                PersonChange.of(body).person(body.userName()),
                hashed(body.password()),
                actor.getName()));
    return Answers.created(
        made, URI.create("/api/v1/persons/" + Paths.segment(body.userName())), PersonView::of);
  }

  @PutMapping("/{userName}")
  ResponseEntity<PersonView> replace(
      @PathVariable String userName,
      @Valid @RequestBody PersonChange body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    return Answers.ok(
        Answers.result(
            configuration.replace(
                ConfigKey.person(userName),
                Answers.version(ifMatch),
                _ -> body.person(userName),
                hashed(body.password()),
                actor.getName())),
        PersonView::of);
  }

  @DeleteMapping("/{userName}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String userName,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      Principal actor) {
    Answers.result(
        configuration.delete(
            ConfigKey.person(userName), Answers.version(ifMatch), actor.getName()));
  }
}
