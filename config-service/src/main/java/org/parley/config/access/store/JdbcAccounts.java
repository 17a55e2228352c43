package org.parley.config.access.store;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.parley.config.access.Accounts;
import org.parley.contracts.config.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcAccounts implements Accounts {
  private final JdbcClient jdbc;

  JdbcAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<Account> find(String userName) {
    if (userName.indexOf('\0') >= 0) {
      return Optional.empty(); // Postgres has no text with NUL and would call it an error
    }
    return jdbc.sql(
            "select password_hash from person where user_name = ? and enabled and password_hash is not null")
        .param(userName)
        .query(String.class)
        .optional()
        .map(hash -> new Account(userName, hash, roles(userName)));
  }

  private Set<Role> roles(String userName) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    jdbc.sql("select role from person_role where user_name = ?")
        .param(userName)
        .query((row, _) -> Role.valueOf(row.getString(1)))
        .list()
        .forEach(roles::add);
    return roles;
  }
}
