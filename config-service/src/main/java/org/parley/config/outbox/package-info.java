/**
 * How a change reaches the topic though database and Kafka share no transaction: it is written down
 * in the same transaction as the change, and one relay carries it over afterwards, in order (ADR
 * 0004).
 */
@NullMarked
package org.parley.config.outbox;

import org.jspecify.annotations.NullMarked;
