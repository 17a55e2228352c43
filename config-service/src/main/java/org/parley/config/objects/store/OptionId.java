package org.parley.config.objects.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.parley.contracts.config.OptionValues;

/** Section and name of an option on a row. */
@Embeddable
record OptionId(@Column(name = "section") String section, @Column(name = "name") String name) {

  static OptionValues toValues(Map<OptionId, String> rows) {
    return new OptionValues(
        rows.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.getKey().section(),
                    Collectors.toMap(
                        e -> e.getKey().name(), Map.Entry::getValue, (a, _) -> a, TreeMap::new))));
  }

  /** Leaves the rows that are right already alone, so that only what changed is written. */
  static void update(Map<OptionId, String> rows, OptionValues values) {
    rows.keySet().removeIf(id -> values.get(id.section(), id.name()).isEmpty());
    values
        .sections()
        .forEach((section, options) ->
            options.forEach((name, value) -> rows.put(new OptionId(section, name), value)));
  }
}
