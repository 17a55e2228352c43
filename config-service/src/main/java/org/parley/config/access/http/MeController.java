package org.parley.config.access.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.Configuration;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.Role;
import org.parley.starter.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who the caller is. Gateways ask with their client's own credentials and so check the log-in by
 * the same request.
 */
@RestController
class MeController {
  record DnName(@JsonProperty("switch") String switchName, String number) {}

  record Me(
      String userName,
      String firstName,
      String lastName,
      List<String> roles,
      List<String> agentIds,
      @Nullable String place,
      List<DnName> dns) {}

  private final Configuration configuration;

  MeController(Configuration configuration) {
    this.configuration = configuration;
  }

  @GetMapping("/api/v1/me")
  Me me(Authentication caller) {
    boolean isService =
        caller.getAuthorities().stream()
            .anyMatch(
                a -> (TokenClaims.ROLE_PREFIX + TokenClaims.SERVICE).equals(a.getAuthority()));
    return isService
        ? new Me(caller.getName(), "", "", List.of(TokenClaims.SERVICE), List.of(), null, List.of())
        : configuration
            .find(ConfigKey.person(caller.getName()))
            .map(PersonObject.class::cast)
            .filter(PersonObject::enabled)
            .map(this::of)
            .orElseThrow(MeController::gone);
  }

  private Me of(PersonObject person) {
    return new Me(
        person.userName(),
        person.firstName(),
        person.lastName(),
        person.roles().stream().map(Role::toString).sorted().toList(),
        person.agentIds(),
        person.place(),
        Optional.ofNullable(person.place())
            .flatMap(place -> configuration.find(ConfigKey.place(place)))
            .map(place -> ((PlaceObject) place).dns())
            .orElse(List.of())
            .stream()
            .map(dn -> new DnName(dn.switchName(), dn.number()))
            .toList());
  }

  /** A token outlives the person it was made for. */
  private static ErrorResponseException gone() {
    return new ErrorResponseException(
        HttpStatus.FORBIDDEN,
        Problems.of(
            HttpStatus.FORBIDDEN,
            "access.denied",
            "This person does not exist any more or is disabled."),
        null);
  }
}
