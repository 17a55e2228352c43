package org.parley.config.objects.store;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;

interface AgentLoginRows extends Rows<AgentLoginRow, OnSwitch> {
  Page<AgentLoginRow> findByIdSwitchNameAndIdNameStartingWithOrderByIdName(
      String switchName, String prefix, Pageable page);

  @Nullable AgentLoginRow findFirstByIdSwitchName(String switchName);

  long countByIdName(String loginCode);
}
