package org.parley.config.objects.store;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/** What every kind of row is asked. */
@NoRepositoryBean
interface Rows<R extends ObjectRow, I> extends Repository<R, I> {
  Optional<R> findById(I id);

  R save(R row);

  void delete(R row);

  List<R> findAll();
}
