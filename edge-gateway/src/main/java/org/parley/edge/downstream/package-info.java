/**
 * Whether the services behind the gateway answer, so that its own readiness names the one that does
 * not. Asked at most every {@code parley.edge.health-every}, however often the gateway is asked.
 */
@NullMarked
package org.parley.edge.downstream;

import org.jspecify.annotations.NullMarked;
