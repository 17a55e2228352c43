package org.parley.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Header fields in their order, by their long names, whatever the case. Values are as on the wire,
 * unfolded; a field with several values that was written as a list is one value.
 */
public record HeaderFields(List<Field> fields) {
  private static final HeaderFields NONE = new HeaderFields(List.of());

  /** One line. */
  public record Field(String name, String value) {}

  public HeaderFields {
    fields = List.copyOf(fields);
  }

  public static HeaderFields none() {
    return NONE;
  }

  public static HeaderFields of(String name, String value) {
    return NONE.with(name, value);
  }

  /** These, and one more at the end. */
  public HeaderFields with(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new HeaderFields(more);
  }

  /** The value of the first field of that name. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** The values of all fields of that name. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }
}
