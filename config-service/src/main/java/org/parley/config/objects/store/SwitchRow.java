package org.parley.config.objects.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.parley.contracts.config.SwitchObject;

@Entity
@Table(name = "switch")
class SwitchRow extends ObjectRow {
  @Id private String name;
  private String tenant = "";

  @Column(name = "site_number")
  private int siteNumber;

  @SuppressWarnings("NullAway.Init")
  protected SwitchRow() {} // for JPA

  SwitchRow(String name) {
    this.name = name;
  }

  SwitchRow set(SwitchObject o) {
    version = o.version();
    tenant = o.tenant();
    siteNumber = o.siteNumber();
    return this;
  }

  @Override
  SwitchObject toObject() {
    return new SwitchObject(version, name, tenant, siteNumber);
  }
}
