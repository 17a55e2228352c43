package org.parley.contracts.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who logs in. Passwords stay in config-service.
 *
 * @param agentIds login codes of the agent logins this person may use, on whatever switch
 * @param place where the person sits, unless the client says otherwise
 * @param enabled false for somebody who may not log in any more
 */
public record PersonObject(
    long version,
    String userName,
    String firstName,
    String lastName,
    List<String> agentIds,
    Set<Role> roles,
    @Nullable String place,
    boolean enabled)
    implements ConfigObject {

  public PersonObject {
    agentIds = List.copyOf(agentIds);
    roles = Set.copyOf(roles);
  }

  @Override
  public ConfigKey key() {
    return ConfigKey.person(userName);
  }
}
