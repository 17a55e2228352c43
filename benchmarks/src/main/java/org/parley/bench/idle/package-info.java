/**
 * What an idle connection costs: a connection that is logged in, has registered its DN and says
 * nothing. Measures memory of the process that holds the connections, not time.
 */
@NullMarked
package org.parley.bench.idle;

import org.jspecify.annotations.NullMarked;
