package org.parley.config.objects;

import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.OptionKey;

/**
 * An option of an object: what it is, and what counts at present.
 *
 * @param value what counts; none when the option is not set and has no default
 * @param origin where the value comes from
 * @param version of the object it was read from
 */
public record OptionReading(
    OptionKey<?> option, @Nullable String value, Origin origin, long version) {

  /** Where a value comes from. */
  public enum Origin {
    SET("set"),
    INHERITED("inherited"),
    DEFAULT("default"),
    NONE("none");

    private final String text;

    Origin(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
