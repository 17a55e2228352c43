package org.parley.tlibgateway;

import org.parley.starter.ParleyService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts tlib-gateway. It has no servlet server: its own port serves WebSocket and health. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class TlibGatewayApplication {

  /** The service, ready to run, alone or beside others in one JVM. */
  public static SpringApplicationBuilder service() {
    return ParleyService.of("tlib-gateway", TlibGatewayApplication.class, WebApplicationType.NONE);
  }

  public static void main(String[] args) {
    service().run(args);
  }
}
