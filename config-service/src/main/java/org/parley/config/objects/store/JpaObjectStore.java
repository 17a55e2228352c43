package org.parley.config.objects.store;

import java.util.Optional;
import java.util.function.Function;
import org.parley.config.objects.ObjectStore;
import org.parley.config.objects.Page;
import org.parley.config.outbox.Outbox;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Objects in Postgres. A change holds a lock of the whole database until it has committed, so
 * numbers and outbox entries are in commit order; configuration changes are rare enough to stand in
 * line.
 */
@Component
class JpaObjectStore implements ObjectStore {
  /** Any number that no other application of this database locks on. */
  private static final long CHANGE_LOCK = 7_265_001;

  private final ObjectRows rows;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Outbox outbox;

  JpaObjectStore(ObjectRows rows, JdbcClient jdbc, TransactionTemplate transaction, Outbox outbox) {
    this.rows = rows;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.outbox = outbox;
  }

  @Override
  public <T> T inOrder(String actor, Function<Changing, T> change) {
    T result =
        transaction.execute(status -> {
          jdbc.sql("select pg_advisory_xact_lock(?)")
              .param(CHANGE_LOCK)
              .query((_, _) -> 0)
              .single();
          return change.apply(new OpenChange(actor, rows, jdbc, outbox, status));
        });
    outbox.wake();
    return result;
  }

  @Override
  public Optional<ConfigObject> find(ConfigKey key) {
    return transaction.execute(_ -> rows.find(key).map(ObjectRow::toObject));
  }

  @Override
  public Page<ConfigObject> list(
      ConfigKey.Kind kind, String switchName, String prefix, int page, int size) {
    return transaction.execute(_ -> {
      Pageable wanted = PageRequest.of(page, size);
      var found =
          switch (kind) {
            case TENANT -> rows.tenants.findByNameStartingWithOrderByName(prefix, wanted);
            case SWITCH -> rows.switches.findByNameStartingWithOrderByName(prefix, wanted);
            case DN ->
                rows.dns.findByIdSwitchNameAndIdNameStartingWithOrderByIdName(
                    switchName, prefix, wanted);
            case APPLICATION -> rows.applications.findByNameStartingWithOrderByName(prefix, wanted);
            case PERSON -> rows.persons.findByUserNameStartingWithOrderByUserName(prefix, wanted);
            case AGENT_LOGIN ->
                rows.agentLogins.findByIdSwitchNameAndIdNameStartingWithOrderByIdName(
                    switchName, prefix, wanted);
            case PLACE -> rows.places.findByNameStartingWithOrderByName(prefix, wanted);
          };
      return new Page<>(
          found.getContent().stream().map(ObjectRow::toObject).toList(),
          page,
          size,
          found.getTotalElements());
    });
  }
}
