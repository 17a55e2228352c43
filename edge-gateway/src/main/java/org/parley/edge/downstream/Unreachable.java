package org.parley.edge.downstream;

import java.io.IOException;
import java.net.ConnectException;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Tells a caller which service is missing. 503 says that the request did not arrive and may be sent
 * again; 502 says that it may have had its effect.
 */
@Component
class Unreachable implements GlobalFilter, Ordered {

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    return chain
        .filter(exchange)
        .onErrorMap(
            IOException.class,
            failure ->
                failure instanceof ConnectException
                    ? problem(HttpStatus.SERVICE_UNAVAILABLE, exchange, " cannot be reached")
                    : problem(
                        HttpStatus.BAD_GATEWAY,
                        exchange,
                        " closed the connection before it answered"));
  }

  private static ResponseStatusException problem(
      HttpStatus status, ServerWebExchange exchange, String what) {
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    String service = route == null ? "The service" : route.getId();
    return new ResponseStatusException(status, service + what);
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }
}
