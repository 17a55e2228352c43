/**
 * The one HTTP and WebSocket entrance of a site: which path goes to which service, how long it may
 * take, how much may be sent.
 *
 * <p>It holds no state, checks no password and knows no meaning: what a request may do is decided
 * by the service behind it, which also answers when nobody stands in front of it. It never sends a
 * request twice, because the first may have had its effect. T-Library over TCP does not come
 * through here. The routes are in {@code edge-gateway.yml}; start there.
 */
@NullMarked
package org.parley.edge;

import org.jspecify.annotations.NullMarked;
