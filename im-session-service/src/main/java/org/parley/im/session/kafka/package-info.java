/**
 * Runs the rules of IM sessions on the {@code im.*} topics with libs/event-log, and counts what
 * they decide. Decides nothing itself.
 */
@NullMarked
package org.parley.im.session.kafka;

import org.jspecify.annotations.NullMarked;
