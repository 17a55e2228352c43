package org.parley.config.access.store;

import java.util.List;
import java.util.function.Supplier;
import org.parley.config.access.SigningKeys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class JdbcSigningKeys implements SigningKeys {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;

  JdbcSigningKeys(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public List<Key> orFirst(Supplier<Key> made) {
    return transaction.execute(_ -> {
      jdbc.sql("lock table signing_key in exclusive mode").update();
      List<Key> keys = stored();
      if (keys.isEmpty()) {
        Key first = made.get();
        jdbc.sql("insert into signing_key (key_id, made_at, jwk) values (?, now(), ?)")
            .params(first.keyId(), first.jwk())
            .update();
        return List.of(first);
      }
      return keys;
    });
  }

  private List<Key> stored() {
    return jdbc.sql("select key_id, jwk from signing_key order by made_at desc")
        .query((row, _) -> new Key(row.getString(1), row.getString(2)))
        .list();
  }
}
