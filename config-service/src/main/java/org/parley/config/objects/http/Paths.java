package org.parley.config.objects.http;

import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Names in addresses. */
final class Paths {
  static String segment(String name) {
    return UriUtils.encodePathSegment(name, StandardCharsets.UTF_8);
  }

  private Paths() {}
}
