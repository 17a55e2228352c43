package org.parley.config.objects.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashMap;
import java.util.Map;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;

@Entity
@Table(name = "application")
class ApplicationRow extends ObjectRow {
  @Id private String name;

  @Column(name = "application_type")
  private String applicationType = "";

  @ElementCollection
  @CollectionTable(name = "application_option", joinColumns = @JoinColumn(name = "application"))
  @Column(name = "value")
  private Map<OptionId, String> options = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  protected ApplicationRow() {} // for JPA

  ApplicationRow(String name) {
    this.name = name;
  }

  ApplicationRow set(ApplicationObject o) {
    version = o.version();
    applicationType = o.applicationType().toString();
    OptionId.update(options, o.options());
    return this;
  }

  @Override
  ApplicationObject toObject() {
    return new ApplicationObject(
        version,
        name,
        ApplicationType.named(applicationType).orElseThrow(),
        OptionId.toValues(options));
  }
}
