package org.parley.config.objects.store;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import org.parley.contracts.config.PlaceObject;
import org.parley.contracts.config.PlaceObject.PlaceDn;

@Entity
@Table(name = "place")
class PlaceRow extends ObjectRow {
  @Id private String name;

  @ElementCollection
  @CollectionTable(name = "place_dn", joinColumns = @JoinColumn(name = "place"))
  @OrderColumn(name = "position")
  private List<OnSwitch> dns = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  protected PlaceRow() {} // for JPA

  PlaceRow(String name) {
    this.name = name;
  }

  PlaceRow set(PlaceObject o) {
    version = o.version();
    dns.clear();
    o.dns().forEach(dn -> dns.add(new OnSwitch(dn.switchName(), dn.number())));
    return this;
  }

  @Override
  PlaceObject toObject() {
    return new PlaceObject(
        version, name, dns.stream().map(dn -> new PlaceDn(dn.switchName(), dn.name())).toList());
  }
}
