package org.parley.sip;

import org.parley.starter.ParleyService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts sip-gateway. Its web server answers health and metrics, nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SipGatewayApplication {

  /** The service, ready to run, alone or beside others in one JVM. */
  public static SpringApplicationBuilder service() {
    return ParleyService.of("sip-gateway", SipGatewayApplication.class, WebApplicationType.SERVLET);
  }

  public static void main(String[] args) {
    service().run(args);
  }
}
