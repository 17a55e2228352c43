/**
 * Makes what the log says about rooms true on this machine: takes rooms that nobody mixes, opens
 * ports for seats, fetches music, and says what it has done. It decides nothing; what it finds
 * already as it should be it leaves alone, so it may be told the same any number of times.
 */
@NullMarked
package org.parley.media.host;

import org.jspecify.annotations.NullMarked;
