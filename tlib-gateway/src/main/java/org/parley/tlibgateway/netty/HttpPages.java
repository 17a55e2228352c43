package org.parley.tlibgateway.netty;

import java.util.Optional;

/** The few pages that the WebSocket port serves besides: health and meters. May block. */
@FunctionalInterface
public interface HttpPages {

  /** What is at a path, if anything. */
  Optional<Page> page(String path);

  record Page(int status, String contentType, byte[] body) {}
}
