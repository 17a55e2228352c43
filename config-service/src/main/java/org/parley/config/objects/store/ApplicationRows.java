package org.parley.config.objects.store;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

interface ApplicationRows extends Rows<ApplicationRow, String> {
  Page<ApplicationRow> findByNameStartingWithOrderByName(String prefix, Pageable page);

  boolean existsByApplicationTypeAndNameNot(String type, String name);
}
