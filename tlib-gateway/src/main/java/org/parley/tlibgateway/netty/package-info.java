/**
 * The sockets: TCP and TLS with length-prefixed frames, WebSocket with text frames, and the HTTP
 * that a WebSocket begins with. One event loop with one thread serves them all; it is the gateway
 * thread.
 *
 * <p>Bytes become messages here and messages bytes (ADR 0003); what a message means is not known
 * here.
 */
@NullMarked
package org.parley.tlibgateway.netty;

import org.jspecify.annotations.NullMarked;
