/**
 * Runs the rules of voice calls on the {@code voice.*} topics with libs/event-log, and counts what
 * they decide. Decides nothing itself.
 */
@NullMarked
package org.parley.conference.call.kafka;

import org.jspecify.annotations.NullMarked;
