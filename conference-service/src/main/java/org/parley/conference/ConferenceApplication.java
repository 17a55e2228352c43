package org.parley.conference;

import org.parley.starter.ParleyService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts conference-service. Its web server answers health and metrics, nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConferenceApplication {

  /** The service, ready to run, alone or beside others in one JVM. */
  public static SpringApplicationBuilder service() {
    return ParleyService.of(
        "conference-service", ConferenceApplication.class, WebApplicationType.SERVLET);
  }

  public static void main(String[] args) {
    service().run(args);
  }
}
