package org.parley.tlib;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;

/**
 * Identifies a call: 64 bits, written as 16 lower case hex digits. Site, medium and interaction can
 * be read from it, so that any service finds topic and key without asking:
 *
 * <pre>site (6 bits) | medium (2) | leg (4) | root (52)</pre>
 *
 * Calls that share a root (a consult call and the call it came from) belong to one interaction, are
 * keyed by {@link #interaction()} and so lie in one partition.
 *
 * @param value the 64 bits; 0 is no call
 */
public record ConnId(long value) {
  /** Sites are numbered 1 to 62 in the configuration of the switch. */
  public static final int MAX_SITE = 62;

  /** As many consult calls may an interaction have at a time. */
  public static final int MAX_LEG = 15;

  private static final int ROOT_BITS = 52;
  private static final long ROOT_MASK = (1L << ROOT_BITS) - 1;
  private static final long LEG_MASK = 0xFL << ROOT_BITS;

  /** The service family that owns a call, and with it the topics on which it lives. */
  public enum Medium {
    VOICE,
    IM
  }

  /**
   * The first call of a new interaction.
   *
   * @param site 1 to {@link #MAX_SITE}
   * @param root 52 bits, drawn by {@link ConnIds}
   */
  public static ConnId of(int site, Medium medium, long root) {
    if (site < 1 || site > MAX_SITE) {
      throw new IllegalArgumentException("site is 1 to " + MAX_SITE + ", got " + site);
    }
    if ((root & ~ROOT_MASK) != 0) {
      throw new IllegalArgumentException("root has more than " + ROOT_BITS + " bits");
    }
    return new ConnId(((long) site << 58) | ((long) medium.ordinal() << 56) | root);
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException unless the text is 16 hex digits
   */
  @JsonCreator
  public static ConnId parse(String text) {
    if (text.length() != 16) {
      throw new IllegalArgumentException("a ConnID has 16 hex digits, got " + text.length());
    }
    return new ConnId(HexFormat.fromHexDigitsToLong(text));
  }

  /** The number of the site that made the call. */
  public int site() {
    return (int) (value >>> 58);
  }

  /** Whether the call is an IM call of {@code site}. */
  public boolean isIm(int site) {
    return is(Medium.IM, site);
  }

  /** Whether the call is a voice call of {@code site}. */
  public boolean isVoice(int site) {
    return is(Medium.VOICE, site);
  }

  private boolean is(Medium medium, int site) {
    return site() == site && ((value >>> 56) & 3) == medium.ordinal();
  }

  /** The ConnID of the interaction's first call; the key of everything about the interaction. */
  public ConnId interaction() {
    return new ConnId(value & ~LEG_MASK);
  }

  /** 0 for the first call of the interaction, 1 to {@link #MAX_LEG} for its consult calls. */
  public int leg() {
    return (int) ((value & LEG_MASK) >>> ROOT_BITS);
  }

  /**
   * A consult call of the same interaction.
   *
   * @param leg 1 to {@link #MAX_LEG}
   */
  public ConnId consult(int leg) {
    if (leg < 1 || leg > MAX_LEG) {
      throw new IllegalArgumentException("leg is 1 to " + MAX_LEG + ", got " + leg);
    }
    return new ConnId((value & ~LEG_MASK) | ((long) leg << ROOT_BITS));
  }

  /** The wire form: 16 lower case hex digits. */
  @JsonValue
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
