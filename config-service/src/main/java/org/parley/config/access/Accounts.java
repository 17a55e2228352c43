package org.parley.config.access;

import java.util.Optional;
import java.util.Set;
import org.parley.contracts.config.Role;

/** Persons as somebody who logs in. */
public interface Accounts {
  /** Somebody who has a password and is enabled. */
  record Account(String userName, String passwordHash, Set<Role> roles) {
    @Override
    public String toString() {
      return "Account[" + userName + "]";
    }
  }

  Optional<Account> find(String userName);
}
