/**
 * What the log says, in T-Library's words: pure functions from a record (and the session before it)
 * to events and whom to send them to, the snapshot of a DN, and pages of a transcript. Sequences
 * and attributes follow t-library.md sections 3.3, 3.4 and 6.
 *
 * <p>No state, no clock, no connection: the same record gives the same events on every gateway.
 */
@NullMarked
package org.parley.tlibgateway.translation;

import org.jspecify.annotations.NullMarked;
