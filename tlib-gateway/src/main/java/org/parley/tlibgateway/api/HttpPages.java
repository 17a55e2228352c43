package org.parley.tlibgateway.api;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few pages that the WebSocket port serves besides. May block. */
@FunctionalInterface
public interface HttpPages {

  /** What is at a path, if anything. */
  Optional<Page> page(Request request);

  /**
   * A GET.
   *
   * @param authorization the header of that name
   * @param source the address of the client
   */
  record Request(String path, @Nullable String authorization, String source) {
    /** Without the credentials. */
    @Override
    public String toString() {
      return "Request[" + path + "]";
    }
  }

  /**
   * @param headers beside type and length
   */
  record Page(int status, String contentType, byte[] body, Map<String, String> headers) {
    public Page {
      headers = Map.copyOf(headers);
    }

    public Page(int status, String contentType, byte[] body) {
      this(status, contentType, body, Map.of());
    }
  }
}
