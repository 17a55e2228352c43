package org.parley.config.objects.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.parley.contracts.config.TenantObject;

@Entity
@Table(name = "tenant")
class TenantRow extends ObjectRow {
  @Id private String name;
  private int dbid;

  @SuppressWarnings("NullAway.Init")
  protected TenantRow() {} // for JPA

  TenantRow(String name) {
    this.name = name;
  }

  TenantRow set(TenantObject o) {
    version = o.version();
    dbid = o.dbid();
    return this;
  }

  @Override
  TenantObject toObject() {
    return new TenantObject(version, name, dbid);
  }
}
