package org.parley.config.objects.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.OptionReading;
import org.parley.contracts.config.OptionKey;

/**
 * An option of an object as JSON.
 *
 * @param value what counts at present; absent when it is not set and has no default
 * @param source where the value comes from: set, inherited, default or none
 * @param reference the document that demands the option
 */
record OptionView(
    String section,
    String name,
    @Nullable String value,
    @JsonProperty("default") @Nullable String byDefault,
    String source,
    String takesEffect,
    String validValues,
    String description,
    String reference) {

  static OptionView of(OptionReading reading) {
    OptionKey<?> option = reading.option();
    return new OptionView(
        option.section(),
        option.name(),
        reading.value(),
        option.defaultValue(),
        reading.origin().toString(),
        option.takesEffect().toString(),
        option.type().validValues(),
        option.description(),
        option.source());
  }
}
