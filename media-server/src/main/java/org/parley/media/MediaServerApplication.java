package org.parley.media;

import org.parley.starter.ParleyService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts media-server. Its web server answers health and metrics, nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class MediaServerApplication {

  /** The service, ready to run, alone or beside others in one JVM. */
  public static SpringApplicationBuilder service() {
    return ParleyService.of(
        "media-server", MediaServerApplication.class, WebApplicationType.SERVLET);
  }

  public static void main(String[] args) {
    service().run(args);
  }
}
