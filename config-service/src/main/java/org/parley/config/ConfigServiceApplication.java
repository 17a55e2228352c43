package org.parley.config;

import org.parley.starter.ParleyService;
import org.parley.starter.ParleyService.Uses;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts config-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConfigServiceApplication {
  public static final String NAME = "config-service";

  /** For {@code standalone}, which starts several services in one JVM. */
  public static SpringApplicationBuilder service() {
    return ParleyService.of(
        NAME,
        ConfigServiceApplication.class,
        WebApplicationType.SERVLET,
        Uses.DATABASE,
        Uses.SECURITY);
  }

  public static void main(String[] args) {
    service().run(args);
  }
}
