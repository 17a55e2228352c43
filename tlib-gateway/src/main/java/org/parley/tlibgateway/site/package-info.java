/**
 * The live state of the site as the log tells it: IM calls with their transcripts, and the agents
 * at the DNs. A projection for answers that need no decision (snapshots, queries, transcripts); it
 * changes only by records of the log.
 *
 * <p>The readers that feed it are in {@code site.kafka}. Used on the gateway thread only.
 */
@NullMarked
package org.parley.tlibgateway.site;

import org.jspecify.annotations.NullMarked;
