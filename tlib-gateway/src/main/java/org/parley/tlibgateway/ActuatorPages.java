package org.parley.tlibgateway;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.tlibgateway.api.HttpPages;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Health and meters on the paths where services with a servlet server have them: {@code
 * /actuator/health}, its groups {@code liveness} and {@code readiness}, {@code
 * /actuator/prometheus}. Health tells which part is down, not why: anybody may ask.
 */
@Component
final class ActuatorPages implements HttpPages {
  private static final String HEALTH = "/actuator/health";
  private static final JsonMapper JSON = JsonMapper.shared();

  private final ObjectProvider<HealthEndpoint> health;
  private final ObjectProvider<PrometheusMeterRegistry> meters;

  ActuatorPages(
      ObjectProvider<HealthEndpoint> health, ObjectProvider<PrometheusMeterRegistry> meters) {
    this.health = health;
    this.meters = meters;
  }

  @Override
  public Optional<Page> page(Request request) {
    String path = request.path();
    return switch (path) {
      case HEALTH -> Optional.ofNullable(health.getIfAvailable()).map(h -> page(h.health()));
      case HEALTH + "/readiness", HEALTH + "/liveness" ->
          Optional.ofNullable(health.getIfAvailable())
              .map(h -> h.healthForPath(path.substring(HEALTH.length() + 1)))
              .map(ActuatorPages::page);
      case "/actuator/prometheus" ->
          Optional.ofNullable(meters.getIfAvailable())
              .map(registry ->
                  new Page(
                      200,
                      "text/plain;version=0.0.4;charset=utf-8",
                      registry.scrape().getBytes(StandardCharsets.UTF_8)));
      default -> Optional.empty();
    };
  }

  private static Page page(HealthDescriptor descriptor) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", descriptor.getStatus().getCode());
    if (descriptor instanceof CompositeHealthDescriptor composite
        && composite.getComponents() instanceof Map<String, HealthDescriptor> parts) {
      Map<String, Object> components = new LinkedHashMap<>();
      parts.forEach(
          (name, part) -> components.put(name, Map.of("status", part.getStatus().getCode())));
      body.put("components", components);
    }
    return new Page(
        Status.UP.equals(descriptor.getStatus()) ? 200 : 503,
        "application/json",
        JSON.writeValueAsBytes(body));
  }
}
