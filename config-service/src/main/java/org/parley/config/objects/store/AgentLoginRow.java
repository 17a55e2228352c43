package org.parley.config.objects.store;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.AgentLoginObject;

@Entity
@Table(name = "agent_login")
class AgentLoginRow extends ObjectRow {
  @EmbeddedId
  @AttributeOverride(name = "name", column = @Column(name = "login_code"))
  private OnSwitch id;

  @Column(name = "password_hash")
  private @Nullable String passwordHash;

  @SuppressWarnings("NullAway.Init")
  protected AgentLoginRow() {} // for JPA

  AgentLoginRow(OnSwitch id) {
    this.id = id;
  }

  AgentLoginRow set(AgentLoginObject o) {
    version = o.version();
    passwordHash = o.passwordHash();
    return this;
  }

  @Override
  AgentLoginObject toObject() {
    return new AgentLoginObject(version, id.switchName(), id.name(), passwordHash);
  }
}
