package org.parley.starter;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * How a service is started: the same whether it has a process of its own or shares one JVM and one
 * class path with all the others.
 *
 * <p>Three things make sharing possible. The configuration file has the service's name ({@code
 * config-service.yml}), for there can be only one {@code application.yml} on a class path. The kind
 * of web server is said, not guessed. And the auto-configuration of what the service does not use
 * is excluded, though the jars of a neighbour that uses it are there. All of these are defaults
 * that the service's own file or an argument overrides.
 */
public final class ParleyService {

  /** What only some services use, with the auto-configuration to exclude in the others. */
  public enum Uses {
    DATABASE(
        "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
        "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
        "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
        "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
        "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"),
    SECURITY(
        "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.OAuth2ResourceServerWebSecurityAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerAutoConfiguration",
        "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration");

    private final List<String> autoConfigurations;

    Uses(String... autoConfigurations) {
      this.autoConfigurations = List.of(autoConfigurations);
    }
  }

  /**
   * A service ready to {@code run(args)}.
   *
   * @param name also the name of its configuration file, without {@code .yml}
   * @param uses what it needs beyond what every service has
   */
  public static SpringApplicationBuilder of(
      String name, Class<?> application, WebApplicationType web, Uses... uses) {
    return new SpringApplicationBuilder(application)
        .web(web)
        .bannerMode(Banner.Mode.OFF)
        .properties(defaults(name, web, uses));
  }

  private static Map<String, Object> defaults(String name, WebApplicationType web, Uses... uses) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("spring.config.name", name);
    defaults.put("spring.application.name", name);
    defaults.put("spring.autoconfigure.exclude", String.join(",", excludes(uses)));
    defaults.put("spring.threads.virtual.enabled", true);
    // Virtual threads are daemons: without a server nothing else would keep the process.
    defaults.put("spring.main.keep-alive", web == WebApplicationType.NONE);
    defaults.put("spring.jmx.enabled", false);
    defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
    // edge-gateway's library refuses to be near a servlet container, even in a neighbour's context.
    defaults.put("spring.cloud.gateway.server.webflux.enabled", web == WebApplicationType.REACTIVE);
    defaults.put("server.address", "127.0.0.1");
    defaults.put("server.shutdown", "graceful");
    defaults.put("spring.mvc.problemdetails.enabled", true);
    defaults.put("spring.jpa.open-in-view", false);
    defaults.put("management.endpoints.web.exposure.include", "health,info,prometheus");
    defaults.put("management.endpoint.health.probes.enabled", true);
    defaults.put("management.endpoint.health.show-details", "when-authorized");
    defaults.put("management.endpoint.health.group.readiness.include", "readinessState,kafka");
    // Several registries in one JVM would otherwise all be fed by each.
    defaults.put("management.metrics.use-global-registry", false);
    defaults.put("management.metrics.tags.service", name);
    return defaults;
  }

  private static List<String> excludes(Uses... uses) {
    Set<Uses> unused = EnumSet.allOf(Uses.class);
    unused.removeAll(List.of(uses));
    List<String> excludes = new ArrayList<>();
    unused.forEach(u -> excludes.addAll(u.autoConfigurations));
    return excludes;
  }

  private ParleyService() {}
}
