/**
 * How much a client may send. The limit holds for what really arrives: the gateway's own filter
 * believes the announced length, and a request without one would pass it whole.
 */
@NullMarked
package org.parley.edge.body;

import org.jspecify.annotations.NullMarked;
