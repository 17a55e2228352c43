package org.parley.config.objects;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who changed what and when. Written with each change by {@link ObjectStore}. */
public interface AuditTrail {
  /**
   * One change.
   *
   * @param object its key, such as {@code dn/A/1001}
   * @param version what it became; none when it was deleted
   * @param action what was done; no secrets
   */
  record Entry(Instant at, String actor, String object, @Nullable Long version, String action) {}

  /**
   * @param object only changes of this one; empty for all
   */
  Page<Entry> newestFirst(String object, int page, int size);
}
