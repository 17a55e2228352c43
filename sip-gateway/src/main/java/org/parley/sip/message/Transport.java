package org.parley.sip.message;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How SIP messages travel (RFC 3261 section 18). */
public enum Transport {
  UDP,
  TCP,
  TLS;

  /** Whether the transport itself repeats what is lost, so that transactions need not. */
  public boolean isReliable() {
    return this != UDP;
  }

  /** As the {@code transport} parameter of a URI has it. */
  public String parameter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with that name, whatever the case; empty for one that is not supported. */
  public static Optional<Transport> named(String name) {
    return Arrays.stream(values()).filter(value -> value.name().equalsIgnoreCase(name)).findFirst();
  }
}
