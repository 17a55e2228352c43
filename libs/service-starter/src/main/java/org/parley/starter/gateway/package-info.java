/**
 * What gateways share: they hold connections of the outside world on one thread, follow the logs of
 * the site, share compacted topics, send commands, and hear which instances live. Here is that
 * thread, the way of records to it, and the way from it to Kafka without ever making it wait. What
 * the records mean is each gateway's own.
 */
@NullMarked
package org.parley.starter.gateway;

import org.jspecify.annotations.NullMarked;
