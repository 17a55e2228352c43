package org.parley.config.outbox.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.parley.config.outbox.Outbox;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.eventlog.LogCodec;
import org.parley.starter.json.ContractCodecs;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * The outbox table. Its writers stand in line (see the object store), so positions are in commit
 * order.
 */
@Component
class JdbcOutbox implements Outbox {
  private static final long RELAY_LOCK = 7_265_002;

  private final DataSource database;
  private final JdbcClient jdbc;
  private final LogCodec<ConfigObject> codec;
  private final Semaphore entries = new Semaphore(0);

  JdbcOutbox(DataSource database, JdbcClient jdbc, ContractCodecs codecs) {
    this.database = database;
    this.jdbc = jdbc;
    this.codec = codecs.of(ConfigObject.class);
  }

  @Override
  public void add(ConfigObject object) {
    jdbc.sql("insert into outbox (object_key, payload) values (?, ?)")
        .params(object.key().text(), codec.encode(object))
        .update();
  }

  @Override
  public void addRemoved(ConfigKey key) {
    jdbc.sql("insert into outbox (object_key) values (?)").param(key.text()).update();
  }

  @Override
  public void wake() {
    entries.release();
  }

  @Override
  public void awaitEntries(Duration atMost) throws InterruptedException {
    if (entries.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      entries.drainPermits();
    }
  }

  @Override
  public long backlog() {
    return jdbc.sql("select count(*) from outbox").query(Long.class).single();
  }

  @Override
  public Optional<Lead> tryLead() {
    try {
      Connection connection = database.getConnection();
      boolean won = false;
      try {
        JdbcLead lead = new JdbcLead(connection);
        won = lead.lock();
        return won ? Optional.of(lead) : Optional.empty();
      } finally {
        if (!won) {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw new DataAccessResourceFailureException("The outbox cannot be reached", e);
    }
  }

  /**
   * One connection for everything: when the database forgets the lock, reading and deleting fail as
   * well.
   */
  private static final class JdbcLead implements Lead {
    private final Connection connection;
    private final JdbcClient jdbc;

    JdbcLead(Connection connection) {
      this.connection = connection;
      this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    boolean lock() {
      return jdbc.sql("select pg_try_advisory_lock(?)")
          .param(RELAY_LOCK)
          .query(Boolean.class)
          .single();
    }

    @Override
    public List<Entry> next(int max) {
      return jdbc.sql("select position, object_key, payload from outbox order by position limit ?")
          .param(max)
          .query((row, _) -> new Entry(row.getLong(1), row.getString(2), row.getBytes(3)))
          .list();
    }

    @Override
    public void published(long upTo) {
      jdbc.sql("delete from outbox where position <= ?").param(upTo).update();
    }

    @Override
    public void close() {
      // The connection goes back to the pool and would keep the lock there.
      try (connection) {
        jdbc.sql("select pg_advisory_unlock(?)").param(RELAY_LOCK).query(Boolean.class).single();
      } catch (SQLException | RuntimeException e) {
        // A broken connection has no lock any more.
      }
    }
  }
}
