package org.parley.contracts.config;

import java.util.Optional;

/** The kinds of object that an option is set on; {@link #toString} names it in JSON. */
public enum OptionScope {
  DN("DN"),
  SIP_SERVER(ApplicationType.SIP_SERVER.toString()),
  CHAT_SERVER(ApplicationType.CHAT_SERVER.toString()),
  GMS(ApplicationType.GMS.toString()),
  WORKSPACE(ApplicationType.WORKSPACE.toString());

  private final String text;

  OptionScope(String text) {
    this.text = text;
  }

  public static OptionScope of(ApplicationType type) {
    return switch (type) {
      case SIP_SERVER -> SIP_SERVER;
      case CHAT_SERVER -> CHAT_SERVER;
      case GMS -> GMS;
      case WORKSPACE -> WORKSPACE;
    };
  }

  /** The type of application whose options these are; empty for DN options. */
  public Optional<ApplicationType> applicationType() {
    return switch (this) {
      case DN -> Optional.empty();
      case SIP_SERVER -> Optional.of(ApplicationType.SIP_SERVER);
      case CHAT_SERVER -> Optional.of(ApplicationType.CHAT_SERVER);
      case GMS -> Optional.of(ApplicationType.GMS);
      case WORKSPACE -> Optional.of(ApplicationType.WORKSPACE);
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
