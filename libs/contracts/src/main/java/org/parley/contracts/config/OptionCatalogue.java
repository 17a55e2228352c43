package org.parley.contracts.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every option there is. Writes are checked against it, typed reads take their defaults from it.
 */
public final class OptionCatalogue {
  private static final List<OptionKey<?>> ENTRIES =
      Stream.of(DnOptions.ALL, SipServerOptions.ALL, ChatServerOptions.ALL)
          .<OptionKey<?>>flatMap(List::stream)
          .toList();

  /** All entries, an exact one before the pattern that covers it too. */
  public static List<OptionKey<?>> entries() {
    return ENTRIES;
  }

  /**
   * The entry for a section and name as written; one that stands for many comes back for just these
   * two.
   */
  public static Optional<OptionKey<?>> find(OptionScope scope, String section, String name) {
    return ENTRIES.stream()
        .filter(entry -> entry.scope() == scope && entry.covers(section, name))
        .findFirst()
        .map(entry -> entry.isPattern() ? entry.at(section, name) : entry);
  }

  /**
   * The option of the SIP Server whose value a DN takes over when the DN has none of its own and no
   * default.
   */
  public static Optional<OptionKey<?>> inheritedBy(OptionKey<?> dnOption) {
    return dnOption.scope() == OptionScope.DN && dnOption.defaultValue() == null
        ? find(OptionScope.SIP_SERVER, dnOption.section(), dnOption.name())
        : Optional.empty();
  }

  private OptionCatalogue() {}
}
