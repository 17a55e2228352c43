package org.parley.config.objects.store;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

interface SwitchRows extends Rows<SwitchRow, String> {
  Page<SwitchRow> findByNameStartingWithOrderByName(String prefix, Pageable page);

  @Nullable SwitchRow findFirstByTenant(String tenant);

  boolean existsBySiteNumberAndNameNot(int siteNumber, String name);
}
