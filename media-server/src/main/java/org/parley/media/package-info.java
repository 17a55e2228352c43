/**
 * media-server: mixes the audio of conferences, plays music, passes keys on. Here it is put
 * together.
 */
@NullMarked
package org.parley.media;

import org.jspecify.annotations.NullMarked;
