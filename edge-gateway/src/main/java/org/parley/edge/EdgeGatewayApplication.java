package org.parley.edge;

import org.parley.starter.ParleyService;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
@EnableConfigurationProperties(EdgeOptions.class)
public class EdgeGatewayApplication {

  public static void main(String[] arguments) {
    service().run(arguments);
  }

  /** Ready to run, in a process of its own or beside others. */
  public static SpringApplicationBuilder service() {
    return ParleyService.of(
        "edge-gateway", EdgeGatewayApplication.class, WebApplicationType.REACTIVE);
  }

  /**
   * The client may send a request again when its pooled connection breaks before the answer; the
   * service may have acted on it already.
   */
  @Bean
  HttpClientCustomizer neverTwice() {
    return client -> client.disableRetry(true);
  }
}
