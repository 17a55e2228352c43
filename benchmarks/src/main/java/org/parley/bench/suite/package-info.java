/**
 * The suite as a set of processes: starting it by {@code ./parley}, knowing when it is ready, what
 * its processes cost, stopping or killing it, and configuring it through the admin API. Used by the
 * benches and by the acceptance tests.
 *
 * <p>Ends only processes that it started, by their ids.
 */
@NullMarked
package org.parley.bench.suite;

import org.jspecify.annotations.NullMarked;
