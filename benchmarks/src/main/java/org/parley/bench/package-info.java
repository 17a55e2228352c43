/**
 * Load generators that measure a running suite from outside, in a process of their own: {@code
 * ./parley bench}. Start reading at {@link org.parley.bench.BenchMain}.
 *
 * <p>Sees the suite only as any client does: through T-Library, the admin API and {@code /proc}. It
 * never reaches into a service.
 */
@NullMarked
package org.parley.bench;

import org.jspecify.annotations.NullMarked;
