package org.parley.config.objects.store;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

interface DnRows extends Rows<DnRow, OnSwitch> {
  Page<DnRow> findByIdSwitchNameAndIdNameStartingWithOrderByIdName(
      String switchName, String prefix, Pageable page);

  @Nullable DnRow findFirstByIdSwitchName(String switchName);
}
