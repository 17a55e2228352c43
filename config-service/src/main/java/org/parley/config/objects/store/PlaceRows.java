package org.parley.config.objects.store;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;

interface PlaceRows extends Rows<PlaceRow, String> {
  Page<PlaceRow> findByNameStartingWithOrderByName(String prefix, Pageable page);

  @Query("select p from PlaceRow p join p.dns d where d = :dn order by p.name limit 1")
  @Nullable PlaceRow findOneWith(OnSwitch dn);
}
