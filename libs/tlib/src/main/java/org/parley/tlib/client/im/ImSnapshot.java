package org.parley.tlib.client.im;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.tlib.ConnId;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

/** The live calls of a DN, as the Extensions of EventRegistered list them (t-library.md 1.5). */
final class ImSnapshot {
  private ImSnapshot() {}

  /** The IM calls with the state of this DN's party in each, as T-Library's bit mask. */
  static Map<ConnId, Integer> imCalls(KvList extensions) {
    var calls = new LinkedHashMap<ConnId, Integer>();
    for (int n = 1; extensions.get("conn-" + n) != null; n++) {
      boolean isIm = extensions.integer("mt-" + n).orElse(-1) == MediaType.CHAT.code();
      int state = extensions.integer("ps-" + n).orElse(0);
      Optional<ConnId> connId = extensions.text("conn-" + n).flatMap(ImSnapshot::parse);
      if (isIm && connId.isPresent()) {
        calls.put(connId.get(), state);
      }
    }
    return calls;
  }

  private static Optional<ConnId> parse(String text) {
    try {
      return Optional.of(ConnId.parse(text));
    } catch (IllegalArgumentException notAConnId) {
      return Optional.empty();
    }
  }
}
