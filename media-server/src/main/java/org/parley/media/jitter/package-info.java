/**
 * Packets come unevenly, late, twice and in another order; frames are played every 20 ms. Between
 * the two stands a buffer for each stream.
 */
@NullMarked
package org.parley.media.jitter;

import org.jspecify.annotations.NullMarked;
