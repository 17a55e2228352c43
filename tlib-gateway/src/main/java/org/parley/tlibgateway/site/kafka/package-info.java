/**
 * The two ways between the gateway thread and Kafka: readers of the IM, voice and routing logs,
 * whose records are handed over in batches, and the sender of commands, which never makes the
 * gateway thread wait.
 */
@NullMarked
package org.parley.tlibgateway.site.kafka;

import org.jspecify.annotations.NullMarked;
