package org.parley.tlibgateway.request;

import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;
import org.parley.tlib.MessageType;

/**
 * The unsolicited events that a client wants (TSetInputMask): 64 bytes, event <i>n</i> is bit
 * <i>n</i> mod 8 of byte <i>n</i> / 8 (t-library.md 1.1).
 */
public final class InputMask {
  private static final int BYTES = 64;

  public static final InputMask ALL = all();

  private final BitSet events;

  private InputMask(BitSet events) {
    this.events = events;
  }

  private static InputMask all() {
    var events = new BitSet(BYTES * 8);
    events.set(0, BYTES * 8);
    return new InputMask(events);
  }

  /** Reads 128 hex digits; empty for anything else. */
  public static Optional<InputMask> parse(String hex) {
    if (hex.length() != BYTES * 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(new InputMask(BitSet.valueOf(HexFormat.of().parseHex(hex))));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  public boolean lets(MessageType event) {
    return events.get(event.id());
  }
}
