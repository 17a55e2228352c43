package org.parley.contracts.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalogue, and the typed key under which code reads its value.
 *
 * @param section may have a placeholder, {@code endpoints:<tenant>}; such an entry stands for any
 *     section of that form
 * @param name may be a placeholder, {@code <key>}
 * @param defaultValue none when the option must be set to mean anything, or, on a DN, when the
 *     application's option of the same section and name is the default
 * @param takesEffect when a change is heeded
 * @param description effect, unit, and what to set in production where that differs from the
 *     default
 * @param source the seed, or the document, that demands it
 */
public record OptionKey<T>(
    OptionScope scope,
    String section,
    String name,
    OptionType<T> type,
    @Nullable String defaultValue,
    TakesEffect takesEffect,
    String description,
    String source) {

  private static final int MAX_VALUE_LENGTH = 4096;

  public OptionKey {
    if (defaultValue != null && type.parse(defaultValue).isEmpty()) {
      throw new IllegalArgumentException(
          "default of " + section + "/" + name + " is not one of: " + type.validValues());
    }
  }

  /** Whether this entry is the one for a section and name as an administrator writes them. */
  public boolean covers(String writtenSection, String writtenName) {
    return fits(section, writtenSection) && fits(name, writtenName);
  }

  /** This entry for one section and name that it covers. */
  public OptionKey<T> at(String writtenSection, String writtenName) {
    return new OptionKey<>(
        scope, writtenSection, writtenName, type, defaultValue, takesEffect, description, source);
  }

  public boolean isPattern() {
    return section.contains("<") || name.contains("<");
  }

  public boolean accepts(String value) {
    return value.length() <= MAX_VALUE_LENGTH && type.parse(value).isPresent();
  }

  /**
   * What was set on the object; a value that this version no longer takes for valid counts as not
   * set.
   */
  public Optional<T> setIn(OptionValues values) {
    return values.get(section, name).flatMap(type::parse);
  }

  public Optional<T> byDefault() {
    return Optional.ofNullable(defaultValue).flatMap(type::parse);
  }

  /**
   * The value that counts for an object with these options.
   *
   * @throws IllegalStateException when it is not set and has no default: ask {@link #setIn} for
   *     such an option
   */
  public T valueIn(OptionValues values) {
    return setIn(values)
        .or(this::byDefault)
        .orElseThrow(() ->
            new IllegalStateException(section + "/" + name + " is not set and has no default"));
  }

  private static boolean fits(String form, String written) {
    int open = form.indexOf('<');
    if (open < 0) {
      return form.equals(written);
    }
    String before = Pattern.quote(form.substring(0, open));
    String after = Pattern.quote(form.substring(form.indexOf('>') + 1));
    return Pattern.matches(before + "[\\p{Graph}&&[^/]]{1,64}" + after, written);
  }
}
