package org.parley.config.objects.store;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

interface TenantRows extends Rows<TenantRow, String> {
  Page<TenantRow> findByNameStartingWithOrderByName(String prefix, Pageable page);
}
