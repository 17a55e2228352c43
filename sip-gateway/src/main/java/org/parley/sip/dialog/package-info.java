/**
 * Dialogs as values (RFC 3261 section 12) and session timers (RFC 4028): what the next request in
 * one looks like, and which request of the far end is in order. A dialog is kept in Kafka between
 * two messages, so it holds nothing that cannot be written down, sends nothing and waits for
 * nothing.
 */
@NullMarked
package org.parley.sip.dialog;

import org.jspecify.annotations.NullMarked;
