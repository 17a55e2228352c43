package org.parley.tlib;

import java.util.HexFormat;

/** A value of a KV list: a string, an integer, a list again, or bytes. */
public sealed interface KvValue {
  record Text(String value) implements KvValue {}

  record Int(int value) implements KvValue {}

  record Nested(KvList value) implements KvValue {}

  /** Bytes, held as lower case hex so that equal contents are equal values. */
  record Binary(String hex) implements KvValue {
    public static Binary of(byte[] bytes) {
      return new Binary(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
      return HexFormat.of().parseHex(hex);
    }
  }
}
