package org.parley.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The arguments of {@code ./parley bench}: {@code --name=value} or {@code --name value}. */
final class Options {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException for one that is not in {@code known}
   */
  Options(List<String> arguments, Set<String> known) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (!known.contains(name)) {
        throw new IllegalArgumentException("unknown option " + name);
      }
      boolean apart =
          equals < 0 && i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--");
      String value = equals >= 0 ? argument.substring(equals + 1) : "";
      values.put(name, apart ? arguments.get(++i) : value);
    }
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  String text(String name, String byDefault) {
    return values.getOrDefault(name, byDefault);
  }

  int number(String name, int byDefault) {
    String value = values.get(name);
    return value == null ? byDefault : Integer.parseInt(value);
  }
}
