/** The log of voice calls, and the other media-servers, over Kafka. */
@NullMarked
package org.parley.media.host.kafka;

import org.jspecify.annotations.NullMarked;
