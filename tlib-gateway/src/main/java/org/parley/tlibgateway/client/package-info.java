/**
 * The connections of T-Library clients from their first message to their last: log-in, keep-alive,
 * requests under way, what waits to be sent, and the end. {@code Reception} is where messages come
 * in, {@code Client} is one connection, {@code Distribution} is where events go out.
 *
 * <p>Knows neither sockets nor Kafka: a {@code Wire} is the way to a client, {@code Commands} the
 * way to the services. Nothing here is thread-safe; all of it runs on the gateway thread.
 */
@NullMarked
package org.parley.tlibgateway.client;

import org.jspecify.annotations.NullMarked;
