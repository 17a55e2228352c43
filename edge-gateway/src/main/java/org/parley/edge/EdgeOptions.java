package org.parley.edge;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where the services are and what is let through to them.
 *
 * @param configService HTTP address of config-service, without a path
 * @param tlibGateway WebSocket address of tlib-gateway, without a path
 * @param tlibGatewayHealth HTTP address of tlib-gateway: its {@code /actuator/health}, and {@code
 *     /api/v1/calls}
 * @param maxBody a larger request body is refused with 413, whether its length was announced or not
 * @param healthEvery how old the knowledge about a service's health may be
 */
@ConfigurationProperties("parley.edge")
public record EdgeOptions(
    @DefaultValue("http://127.0.0.1:8090") URI configService,
    @DefaultValue("ws://127.0.0.1:7102") URI tlibGateway,
    @DefaultValue("http://127.0.0.1:7102") URI tlibGatewayHealth,
    @DefaultValue("1MB") DataSize maxBody,
    @DefaultValue("2s") Duration healthEvery) {

  public EdgeOptions {
    if (maxBody.toBytes() < 1) {
      throw new IllegalArgumentException("parley.edge.max-body must be positive");
    }
    if (healthEvery.isNegative() || healthEvery.isZero()) {
      throw new IllegalArgumentException("parley.edge.health-every must be positive");
    }
  }
}
