package org.parley.contracts.config;

import java.time.Duration;
import java.util.List;

/** The option types that several catalogue entries share. */
final class OptionForms {
  static final OptionType<Boolean> FLAG = new OptionType.Flag();

  /** Relative, and staying below the directory of audio files. */
  static final OptionType<String> AUDIO_PATH =
      new OptionType.Matching(
          "(?!.*(?:^|/)\\.\\.?(?:/|$))[\\w.-]+(?:/[\\w.-]+)*",
          "the path to an audio file, relative to the music directory, without extension or with it");

  static final OptionType<String> NAME =
      new OptionType.Matching(
          "[\\p{Graph}]{1,255}", "a name of 1 to 255 characters without spaces");

  /**
   * {@code *}, or a URI as RFC 3261 section 19.1 has it, without password and headers, over a
   * transport that the gateway speaks.
   */
  static final OptionType<String> CONTACT =
      new OptionType.Matching(
          "\\*|sips?:(?:[\\p{Alnum}%_.!~*'()&=+$,;?/-]{1,128}@)?"
              + "(?:\\[[\\p{XDigit}:.]{2,45}]|[\\p{Alnum}](?:[\\p{Alnum}.-]{0,252}[\\p{Alnum}])?)"
              + "(?::(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]))?"
              + "(?:;transport=(?:udp|tcp|tls)|;lr|;user=[\\w-]{1,16}){0,3}",
          "*, or a URI as sip:user@host:port;transport=tcp; user, port and transport (udp, tcp or tls) may be left"
              + " out");

  static final OptionType<List<AddressBlock>> ADDRESS_BLOCKS =
      new OptionType.Several<>(
          AddressBlock::parse,
          true,
          "IPv4 and IPv6 addresses, or blocks such as 192.0.2.0/24, separated by commas");

  static final OptionType<List<DigestAlgorithm>> DIGEST_ALGORITHMS =
      new OptionType.Several<>(
          DigestAlgorithm::named, false, "SHA-256, MD5 or both, separated by a comma");

  static final OptionType<Integer> SESSIONS = new OptionType.Whole(1, 100_000, "sessions");

  static OptionType<Duration> span(Duration min, Duration max) {
    return new OptionType.Span(min, max);
  }

  private OptionForms() {}
}
