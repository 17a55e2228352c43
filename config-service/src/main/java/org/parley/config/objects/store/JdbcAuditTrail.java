package org.parley.config.objects.store;

import java.util.List;
import org.parley.config.objects.AuditTrail;
import org.parley.config.objects.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcAuditTrail implements AuditTrail {
  private final JdbcClient jdbc;

  JdbcAuditTrail(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Page<Entry> newestFirst(String object, int page, int size) {
    String of = object.isEmpty() ? "where object_key <> ?" : "where object_key = ?";
    long total =
        jdbc.sql("select count(*) from audit " + of).param(object).query(Long.class).single();
    List<Entry> entries =
        jdbc.sql(
                "select at, actor, object_key, version, action from audit "
                    + of
                    + " order by id desc limit ? offset ?")
            .params(object, size, (long) page * size)
            .query((row, _) ->
                new Entry(
                    row.getTimestamp(1).toInstant(),
                    row.getString(2),
                    row.getString(3),
                    row.getObject(4, Long.class),
                    row.getString(5)))
            .list();
    return new Page<>(entries, page, size, total);
  }
}
