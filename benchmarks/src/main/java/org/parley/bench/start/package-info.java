/**
 * How long the suite takes from the command to the line that says ready, and how much memory all
 * its processes then hold. Starts it twice: on an empty data directory and on the one left behind.
 */
@NullMarked
package org.parley.bench.start;

import org.jspecify.annotations.NullMarked;
