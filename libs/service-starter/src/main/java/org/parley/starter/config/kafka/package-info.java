/**
 * Feeds the view of the configuration from the compacted topic. It keeps no offsets: each start
 * reads all of it.
 */
@NullMarked
package org.parley.starter.config.kafka;

import org.jspecify.annotations.NullMarked;
