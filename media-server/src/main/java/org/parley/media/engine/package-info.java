/**
 * The clock of the mixers: every 20 ms each room takes in what has come, mixes it, and sends. A
 * room belongs to one thread, which does all that is done with it.
 */
@NullMarked
package org.parley.media.engine;

import org.jspecify.annotations.NullMarked;
