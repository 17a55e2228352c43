/**
 * The Java client of T-Library (docs/tlib.md, docs/client.md): {@link
 * org.parley.tlib.client.TlibClient} connects to the first gateway that answers, logs in, keeps its
 * DNs registered through lost connections, and turns requests into futures and events into calls of
 * one listener, in order. Instant messaging without thinking about any of that is in {@link
 * org.parley.tlib.client.im}.
 *
 * <p>Needs no framework, only the JSON parser; it never blocks the caller of a request, and never
 * calls the application from two threads at once.
 */
@NullMarked
package org.parley.tlib.client;

import org.jspecify.annotations.NullMarked;
