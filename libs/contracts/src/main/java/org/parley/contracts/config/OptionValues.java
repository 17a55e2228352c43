package org.parley.contracts.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The options that were set on one object: section, then name, then the value as it was written.
 */
public record OptionValues(Map<String, Map<String, String>> sections) {
  public static final OptionValues NONE = new OptionValues(Map.of());

  public OptionValues {
    Map<String, Map<String, String>> sorted = new TreeMap<>();
    sections.forEach((section, values) -> {
      if (!values.isEmpty()) {
        sorted.put(section, Collections.unmodifiableMap(new TreeMap<>(values)));
      }
    });
    sections = Collections.unmodifiableMap(sorted);
  }

  public Optional<String> get(String section, String name) {
    return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(name));
  }

  public OptionValues with(String section, String name, String value) {
    Map<String, Map<String, String>> changed = new TreeMap<>(sections);
    Map<String, String> values = new TreeMap<>(sections.getOrDefault(section, Map.of()));
    values.put(name, value);
    changed.put(section, values);
    return new OptionValues(changed);
  }

  public OptionValues without(String section, String name) {
    Map<String, Map<String, String>> changed = new TreeMap<>(sections);
    Map<String, String> values = new TreeMap<>(sections.getOrDefault(section, Map.of()));
    values.remove(name);
    changed.put(section, values);
    return new OptionValues(changed);
  }
}
