package org.parley.callmodel;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.parley.tlib.KvList;
import org.parley.tlib.KvValue;

/** How much data is attached to a call or sent with a request, so that it can be kept in bounds. */
public final class AttachedData {
  private static final int INTEGER_BYTES = 4;

  private AttachedData() {}

  /**
   * The size of a list: its keys and strings in UTF-8, 4 bytes for an integer, binary values as
   * they are; lists in it count what they hold.
   */
  public static long bytes(KvList data) {
    long bytes = 0;
    for (Map.Entry<String, KvValue> pair : data.pairs().entrySet()) {
      bytes += utf8(pair.getKey()) + bytes(pair.getValue());
    }
    return bytes;
  }

  private static long bytes(KvValue value) {
    return switch (value) {
      case KvValue.Text(var text) -> utf8(text);
      case KvValue.Int _ -> INTEGER_BYTES;
      case KvValue.Nested(var list) -> bytes(list);
      case KvValue.Binary(var hex) -> hex.length() / 2;
    };
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
