/**
 * The T-Library server: accepts clients over TCP, TLS and WebSocket, knows who registered which DN,
 * turns requests into commands on the topics of the call and routing services, and turns what those
 * services decided into events for its clients.
 *
 * <p>It decides nothing about calls or agents. An answer to a request that changes something is
 * only ever made from a record of the log; what can be refused without the log is refused here.
 * Everything happens on one thread, the gateway thread: connections, registrations and the
 * projection of the site's live calls need no lock, and a registration's snapshot and the events
 * after it fit together without a gap. Start reading at {@code client.Reception}, then {@code
 * request.Requests} and {@code translation.ImTranslation}.
 */
@NullMarked
package org.parley.tlibgateway;

import org.jspecify.annotations.NullMarked;
