package org.parley.config.objects.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.Role;

@Entity
@Table(name = "person")
class PersonRow extends ObjectRow {
  @Id
  @Column(name = "user_name")
  private String userName;

  @Column(name = "first_name")
  private String firstName = "";

  @Column(name = "last_name")
  private String lastName = "";

  private @Nullable String place;
  private boolean enabled;

  @Column(name = "password_hash")
  @Nullable String passwordHash;

  @ElementCollection
  @CollectionTable(name = "person_agent_id", joinColumns = @JoinColumn(name = "user_name"))
  @OrderColumn(name = "position")
  @Column(name = "login_code")
  private List<String> agentIds = new ArrayList<>();

  @ElementCollection
  @CollectionTable(name = "person_role", joinColumns = @JoinColumn(name = "user_name"))
  @Column(name = "role")
  @Enumerated(EnumType.STRING)
  private Set<Role> roles = EnumSet.noneOf(Role.class);

  @SuppressWarnings("NullAway.Init")
  protected PersonRow() {} // for JPA

  PersonRow(String userName) {
    this.userName = userName;
  }

  PersonRow set(PersonObject o) {
    version = o.version();
    firstName = o.firstName();
    lastName = o.lastName();
    place = o.place();
    enabled = o.enabled();
    if (!agentIds.equals(o.agentIds())) {
      agentIds.clear();
      agentIds.addAll(o.agentIds());
    }
    roles.retainAll(o.roles());
    roles.addAll(o.roles());
    return this;
  }

  @Override
  PersonObject toObject() {
    return new PersonObject(
        version, userName, firstName, lastName, agentIds, roles, place, enabled);
  }
}
