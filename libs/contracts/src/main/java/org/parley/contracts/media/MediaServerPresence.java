package org.parley.contracts.media;

import java.time.Instant;

/**
 * A media-server that lives, said anew every half second.
 *
 * @param instance its name, the same after a restart
 * @param at when it was said; after two seconds without another its rooms are taken by others
 */
public record MediaServerPresence(String instance, Instant at) {}
