/**
 * The counts of the edge as Micrometer meters, so that a scrape shows what comes in, what is turned
 * away and why. It decides nothing and keeps nothing else.
 */
@NullMarked
package org.parley.sip.stack.health.micrometer;

import org.jspecify.annotations.NullMarked;
