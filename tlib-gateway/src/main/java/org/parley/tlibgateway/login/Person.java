package org.parley.tlibgateway.login;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.PersonObject;
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

  /** Whether this is the person as configured now, as far as rights depend on it. */
  public boolean hasRightsOf(PersonObject now) {
    return roles.equals(now.roles()) && Objects.equals(place, now.place());
  }

  /** Whether the person may use DNs that are not of the own place whatever the options say. */
  public boolean mayUseAnyDn() {
    return roles.contains(Role.SUPERVISOR) || roles.contains(Role.ADMIN);
  }
}
