package org.parley.config.objects.store;

import jakarta.persistence.MappedSuperclass;
import org.parley.contracts.config.ConfigObject;

/** A row that stands for one configured object. */
@MappedSuperclass
abstract class ObjectRow {
  /**
   * Not JPA's {@code @Version}: changes are alone anyway, and the number must be that of the
   * outbox.
   */
  long version;

  abstract ConfigObject toObject();
}
