package org.parley.standalone.backends;

import java.util.Arrays;
import java.util.List;

/** Flags that {@code ./parley} has for the JVMs that this one starts, such as their AOT cache. */
public final class JavaFlags {
  private JavaFlags() {}

  /**
   * @param property a system property with flags separated by newlines; none when it is not set
   */
  public static List<String> of(String property) {
    return Arrays.stream(System.getProperty(property, "").split("\n"))
        .filter(flag -> !flag.isBlank())
        .toList();
  }
}
