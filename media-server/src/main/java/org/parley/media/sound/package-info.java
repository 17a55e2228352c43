/**
 * What a party hears that nobody says: music and tones. Files come from one directory, the media
 * root, and are read whole.
 */
@NullMarked
package org.parley.media.sound;

import org.jspecify.annotations.NullMarked;
