package org.parley.contracts.config;

import java.time.Duration;

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

  static OptionType<Duration> span(Duration min, Duration max) {
    return new OptionType.Span(min, max);
  }

  private OptionForms() {}
}
