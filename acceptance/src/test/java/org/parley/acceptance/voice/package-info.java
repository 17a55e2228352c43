/**
 * Voice from outside: baresips that send a tone each and record what they hear, driven by T-Library
 * clients. What a phone hears is told by the tones in its record.
 */
@NullMarked
package org.parley.acceptance.voice;

import org.jspecify.annotations.NullMarked;
