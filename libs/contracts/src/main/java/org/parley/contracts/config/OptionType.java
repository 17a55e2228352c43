package org.parley.contracts.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which texts are valid values of an option, and what they mean. */
public sealed interface OptionType<T> {

  /** The meaning of a value as it was written; empty when it is not valid. */
  Optional<T> parse(String text);

  /** The valid values in words, for error messages and the reference. */
  String validValues();

  /** {@code true} or {@code false}. */
  record Flag() implements OptionType<Boolean> {
    @Override
    public Optional<Boolean> parse(String text) {
      return switch (text) {
        case "true" -> Optional.of(true);
        case "false" -> Optional.of(false);
        case String _ -> Optional.empty();
      };
    }

    @Override
    public String validValues() {
      return "true, false";
    }
  }

  /** One of the constants of an enumeration, in lower case and with hyphens. */
  record OneOf<E extends Enum<E>>(Class<E> constants) implements OptionType<E> {
    @Override
    public Optional<E> parse(String text) {
      return Arrays.stream(constants.getEnumConstants())
          .filter(c -> written(c).equals(text))
          .findFirst();
    }

    @Override
    public String validValues() {
      return Arrays.stream(constants.getEnumConstants())
          .map(OneOf::written)
          .collect(Collectors.joining(", "));
    }

    private static String written(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A whole number within bounds, both included. */
  record Whole(int min, int max, String unit) implements OptionType<Integer> {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,10}");

    @Override
    public Optional<Integer> parse(String text) {
      if (!DIGITS.matcher(text).matches()) {
        return Optional.empty();
      }
      long value = Long.parseLong(text);
      return value < min || value > max ? Optional.empty() : Optional.of((int) value);
    }

    @Override
    public String validValues() {
      String range = "%d to %d".formatted(min, max);
      return unit.isEmpty() ? range : range + " " + unit;
    }
  }

  /**
   * A length of time: a whole number with {@code ms}, {@code s}, {@code m}, {@code h} or {@code d};
   * without one, seconds.
   */
  record Span(Duration min, Duration max) implements OptionType<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)?");

    @Override
    public Optional<Duration> parse(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        return Optional.empty();
      }
      long count = Long.parseLong(form.group(1));
      Duration value =
          switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case null, default -> Duration.ofSeconds(count);
          };
      return value.compareTo(min) < 0 || value.compareTo(max) > 0
          ? Optional.empty()
          : Optional.of(value);
    }

    @Override
    public String validValues() {
      return "%s to %s; a whole number with ms, s, m, h or d, without one: seconds"
          .formatted(written(min), written(max));
    }

    private static String written(Duration d) {
      if (d.toMillis() % 1000 != 0) {
        return d.toMillis() + "ms";
      }
      long seconds = d.toSeconds();
      return seconds > 0 && seconds % 86_400 == 0 ? seconds / 86_400 + "d" : seconds + "s";
    }
  }

  /**
   * A text that matches a pattern as a whole. {@code inWords} tells a reader what the pattern lets
   * through.
   */
  record Matching(String pattern, String inWords) implements OptionType<String> {
    @Override
    public Optional<String> parse(String text) {
      return Pattern.matches(pattern, text) ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String validValues() {
      return inWords;
    }
  }

  /**
   * Values separated by commas, blanks around them left out; each only once.
   *
   * @param mayBeEmpty whether the empty text is the empty list, or not valid
   */
  record Several<E>(Function<String, Optional<E>> each, boolean mayBeEmpty, String inWords)
      implements OptionType<List<E>> {
    @Override
    public Optional<List<E>> parse(String text) {
      if (text.isBlank()) {
        return mayBeEmpty ? Optional.of(List.of()) : Optional.empty();
      }
      List<E> all = new ArrayList<>();
      for (String one : text.split(",", -1)) {
        Optional<E> value = each.apply(one.strip());
        if (value.isEmpty() || all.contains(value.get())) {
          return Optional.empty();
        }
        all.add(value.get());
      }
      return Optional.of(List.copyOf(all));
    }

    @Override
    public String validValues() {
      return inWords;
    }
  }
}
