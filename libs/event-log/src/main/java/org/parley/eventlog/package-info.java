/**
 * The event-sourced engine on Kafka: runs pure {@link org.parley.eventlog.Decider}s with
 * exactly-once effects and without a database or a transaction in the path.
 */
@NullMarked
package org.parley.eventlog;

import org.jspecify.annotations.NullMarked;
