package org.parley.contracts.config;

import org.jspecify.annotations.Nullable;

/**
 * A login code (agent id) of a switch, used by TAgentLogin.
 *
 * @param passwordHash bcrypt with its {@code {bcrypt}} prefix; none when the login code needs no
 *     password of its own
 */
public record AgentLoginObject(
    long version, String switchName, String loginCode, @Nullable String passwordHash)
    implements ConfigObject {
  @Override
  public ConfigKey key() {
    return ConfigKey.agentLogin(switchName, loginCode);
  }

  /** Leaves the hash out: objects get logged. */
  @Override
  public String toString() {
    return "AgentLoginObject[version=%d, switchName=%s, loginCode=%s]"
        .formatted(version, switchName, loginCode);
  }
}
