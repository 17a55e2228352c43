package org.parley.config.objects.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.ObjectStore;
import org.parley.config.outbox.Outbox;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;

/** A change inside its transaction. */
final class OpenChange implements ObjectStore.Changing {
  private final String actor;
  private final ObjectRows rows;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final TransactionStatus transaction;

  OpenChange(
      String actor,
      ObjectRows rows,
      JdbcClient jdbc,
      Outbox outbox,
      TransactionStatus transaction) {
    this.transaction = transaction;
    this.actor = actor;
    this.rows = rows;
    this.jdbc = jdbc;
    this.outbox = outbox;
  }

  @Override
  public long nextVersion() {
    return jdbc.sql("select nextval('change_number')").query(Long.class).single();
  }

  @Override
  public Optional<ConfigObject> find(ConfigKey key) {
    return rows.find(key).map(ObjectRow::toObject);
  }

  @Override
  public void put(ConfigObject object, String what) {
    rows.put(object);
    outbox.add(object);
    audit(object.key(), object.version(), what);
  }

  @Override
  public void remove(ConfigKey key) {
    rows.remove(key);
    outbox.addRemoved(key);
    audit(key, null, "deleted");
  }

  @Override
  public void takeBack() {
    transaction.setRollbackOnly();
  }

  @Override
  public void setPasswordHash(String userName, @Nullable String hash) {
    rows.persons.findById(userName).orElseThrow().passwordHash = hash;
    audit(ConfigKey.person(userName), null, hash == null ? "password removed" : "password set");
  }

  @Override
  public Optional<ConfigKey> userOf(ConfigKey key) {
    return switch (key.kind()) {
      case TENANT -> key(rows.switches.findFirstByTenant(key.name()));
      case SWITCH ->
          Stream.of(
                  key(rows.dns.findFirstByIdSwitchName(key.name())),
                  key(rows.agentLogins.findFirstByIdSwitchName(key.name())))
              .flatMap(Optional::stream)
              .findFirst();
      case DN -> key(rows.places.findOneWith(new OnSwitch(key.switchName(), key.name())));
      case PLACE -> key(rows.persons.findFirstByPlace(key.name()));
      case AGENT_LOGIN ->
          // The same code on another switch keeps the person able to log in.
          rows.agentLogins.countByIdName(key.name()) > 1
              ? Optional.empty()
              : key(rows.persons.findOneWith(key.name()));
      case APPLICATION, PERSON -> Optional.empty();
    };
  }

  @Override
  public boolean agentLoginExists(String loginCode) {
    return rows.agentLogins.countByIdName(loginCode) > 0;
  }

  @Override
  public boolean siteNumberTaken(int siteNumber, String byOtherThan) {
    return rows.switches.existsBySiteNumberAndNameNot(siteNumber, byOtherThan);
  }

  @Override
  public boolean applicationTypeTaken(String type, String byOtherThan) {
    return rows.applications.existsByApplicationTypeAndNameNot(type, byOtherThan);
  }

  @Override
  public boolean hasAdministratorBeside(String userName) {
    return rows.persons.existsAdministratorBeside(userName);
  }

  @Override
  public int publishAll() {
    List<ConfigObject> all = rows.all();
    all.forEach(outbox::add);
    return all.size();
  }

  @Override
  public boolean isEmpty() {
    return jdbc.sql(
            "select not exists (select 1 from tenant) and not exists (select 1 from person)")
        .query(Boolean.class)
        .single();
  }

  private void audit(ConfigKey key, @Nullable Long version, String what) {
    jdbc.sql(
            "insert into audit (at, actor, object_key, version, action) values (now(), ?, ?, ?, ?)")
        .param(actor)
        .param(key.text())
        .param(version)
        .param(what)
        .update();
  }

  private static Optional<ConfigKey> key(@Nullable ObjectRow row) {
    return Optional.ofNullable(row).map(r -> r.toObject().key());
  }
}
