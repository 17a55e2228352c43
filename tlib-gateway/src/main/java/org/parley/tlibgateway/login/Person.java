package org.parley.tlibgateway.login;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.Role;

/**
 * Who is at the other end of a connection.
 *
 * @param place where the person sits; its DNs are the person's own
 */
public record Person(String userName, Set<Role> roles, @Nullable String place) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether the person may use DNs that are not of the own place whatever the options say. */
  public boolean mayUseAnyDn() {
    return roles.contains(Role.SUPERVISOR) || roles.contains(Role.ADMIN);
  }
}
