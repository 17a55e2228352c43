package org.parley.contracts.config;

import java.util.Optional;

/**
 * Which object a record of {@code config.objects} is about. A tombstone has nothing but this.
 *
 * @param kind the kind of object
 * @param switchName the switch it lives on; empty for objects that belong to no switch
 * @param name number, name or login code; unique within kind and switch
 */
public record ConfigKey(Kind kind, String switchName, String name) {

  /** The kinds of object; {@link #toString} is the first part of the record key. */
  public enum Kind {
    TENANT("tenant", false),
    SWITCH("switch", false),
    DN("dn", true),
    APPLICATION("application", false),
    PERSON("person", false),
    AGENT_LOGIN("agent-login", true),
    PLACE("place", false);

    private final String text;
    private final boolean onSwitch;

    Kind(String text, boolean onSwitch) {
      this.text = text;
      this.onSwitch = onSwitch;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public static ConfigKey tenant(String name) {
    return new ConfigKey(Kind.TENANT, "", name);
  }

  public static ConfigKey switchNamed(String name) {
    return new ConfigKey(Kind.SWITCH, "", name);
  }

  public static ConfigKey dn(String switchName, String number) {
    return new ConfigKey(Kind.DN, switchName, number);
  }

  public static ConfigKey application(String name) {
    return new ConfigKey(Kind.APPLICATION, "", name);
  }

  public static ConfigKey person(String userName) {
    return new ConfigKey(Kind.PERSON, "", userName);
  }

  public static ConfigKey agentLogin(String switchName, String loginCode) {
    return new ConfigKey(Kind.AGENT_LOGIN, switchName, loginCode);
  }

  public static ConfigKey place(String name) {
    return new ConfigKey(Kind.PLACE, "", name);
  }

  /**
   * The record key: {@code dn/A/1001}, {@code person/1001}. Names of switches contain no slash,
   * others may.
   */
  public String text() {
    return kind.onSwitch ? kind + "/" + switchName + "/" + name : kind + "/" + name;
  }

  /** The key of a record, or empty for one that a newer version wrote about a kind unknown here. */
  public static Optional<ConfigKey> parse(String text) {
    for (Kind kind : Kind.values()) {
      String prefix = kind + "/";
      if (text.startsWith(prefix)) {
        String rest = text.substring(prefix.length());
        if (!kind.onSwitch) {
          return Optional.of(new ConfigKey(kind, "", rest));
        }
        int slash = rest.indexOf('/');
        return slash < 1
            ? Optional.empty()
            : Optional.of(new ConfigKey(kind, rest.substring(0, slash), rest.substring(slash + 1)));
      }
    }
    return Optional.empty();
  }
}
