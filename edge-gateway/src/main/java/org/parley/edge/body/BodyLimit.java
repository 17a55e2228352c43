package org.parley.edge.body;

import java.util.concurrent.atomic.AtomicLong;
import org.parley.edge.EdgeOptions;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Refuses a body above {@code parley.edge.max-body} with 413, without ever holding it in memory.
 */
@Component
class BodyLimit implements GlobalFilter, Ordered {
  private final long maxBytes;

  BodyLimit(EdgeOptions options) {
    this.maxBytes = options.maxBody().toBytes();
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    long announced = exchange.getRequest().getHeaders().getContentLength();
    if (announced > maxBytes) {
      return Mono.error(tooLarge());
    }
    if (announced >= 0) {
      return chain.filter(exchange);
    }
    return chain.filter(exchange.mutate().request(counting(exchange.getRequest())).build());
  }

  private ServerHttpRequest counting(ServerHttpRequest request) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        AtomicLong seen = new AtomicLong();
        return super.getBody()
            .handle((buffer, sink) -> {
              if (seen.addAndGet(buffer.readableByteCount()) > maxBytes) {
                DataBufferUtils.release(buffer);
                sink.error(tooLarge());
              } else {
                sink.next(buffer);
              }
            });
      }
    };
  }

  private ResponseStatusException tooLarge() {
    return new ResponseStatusException(
        HttpStatus.CONTENT_TOO_LARGE, "A body may have at most " + maxBytes + " bytes");
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
