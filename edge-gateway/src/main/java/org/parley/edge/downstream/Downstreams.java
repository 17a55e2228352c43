package org.parley.edge.downstream;

import org.parley.edge.EdgeOptions;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/** The names under which {@code /actuator/health} lists what the gateway needs. */
@Configuration(proxyBeanMethods = false)
class Downstreams {

  @Bean("config-service")
  ReactiveHealthIndicator configService(EdgeOptions options) {
    return new DownstreamHealth(
        WebClient.builder(), options.configService(), options.healthEvery());
  }

  @Bean("tlib-gateway")
  ReactiveHealthIndicator tlibGateway(EdgeOptions options) {
    return new DownstreamHealth(
        WebClient.builder(), options.tlibGatewayHealth(), options.healthEvery());
  }
}
