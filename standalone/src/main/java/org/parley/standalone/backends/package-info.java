/**
 * Kafka and Postgres for a run on one machine: no Docker, nothing installed, nothing left behind.
 *
 * <p>{@link org.parley.standalone.backends.Backends} is the only way in. It starts {@link
 * org.parley.standalone.backends.BackendsMain} as a JVM of its own, which runs the broker and
 * starts Postgres, and which stops both as soon as its standard input ends: that happens when its
 * parent stops it, and just the same when its parent is killed. All data lies in one {@link
 * org.parley.standalone.backends.DataDirectory} and is there at the next start. Everything listens
 * on 127.0.0.1 only. Nothing here knows a service of ours; in production a real Kafka and a real
 * Postgres take this package's place (docs/adr/0005-embedded-backends.md).
 */
@NullMarked
package org.parley.standalone.backends;

import org.jspecify.annotations.NullMarked;
