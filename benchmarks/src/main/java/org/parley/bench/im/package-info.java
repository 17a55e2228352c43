/**
 * The load of instant messages: sessions between pairs of DNs, messages at a constant rate whether
 * or not the suite keeps up, and a ledger that checks every one of them. Runs on two threads and
 * makes no garbage per message, because it shares its machine with what it measures.
 *
 * <p>Reads only the few members of a frame that it needs ({@link org.parley.bench.im.FrameScan});
 * it is no T-Library client to learn from.
 */
@NullMarked
package org.parley.bench.im;

import org.jspecify.annotations.NullMarked;
