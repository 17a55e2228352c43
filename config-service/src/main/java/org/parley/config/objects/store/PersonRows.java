package org.parley.config.objects.store;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;

interface PersonRows extends Rows<PersonRow, String> {
  Page<PersonRow> findByUserNameStartingWithOrderByUserName(String prefix, Pageable page);

  @Nullable PersonRow findFirstByPlace(String place);

  @Query(
      "select p from PersonRow p join p.agentIds a where a = :loginCode order by p.userName limit 1")
  @Nullable PersonRow findOneWith(String loginCode);

  @Query(
      "select count(p) > 0 from PersonRow p join p.roles r where r = ADMIN and p.enabled and p.userName <> :userName")
  boolean existsAdministratorBeside(String userName);
}
