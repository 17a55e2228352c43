/**
 * Runs the rules of agent states on the {@code routing.*} topics with libs/event-log, and counts
 * what they decide. Decides nothing itself.
 */
@NullMarked
package org.parley.routing.agent.kafka;

import org.jspecify.annotations.NullMarked;
