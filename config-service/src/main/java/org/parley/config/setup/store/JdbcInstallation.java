package org.parley.config.setup.store;

import org.parley.config.setup.Installation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

@Component
class JdbcInstallation implements Installation {
  private static final String DEMO_DATA = "demo-data";

  private final JdbcClient jdbc;

  JdbcInstallation(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean hasDemoData() {
    return jdbc.sql("select exists (select 1 from installation where name = ?)")
        .param(DEMO_DATA)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void markDemoData() {
    jdbc.sql("insert into installation (name, value) values (?, 'true')").param(DEMO_DATA).update();
  }
}
