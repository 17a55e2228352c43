/**
 * Frames of audio, and how they travel. Everything is mixed as 16 bit linear samples, 8,000 a
 * second, 20 ms at a time; a codec translates that into what is in a packet and back.
 */
@NullMarked
package org.parley.media.audio;

import org.jspecify.annotations.NullMarked;
