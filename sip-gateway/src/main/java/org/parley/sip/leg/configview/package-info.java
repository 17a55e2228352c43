/**
 * What is configured about IM over SIP, as legs ask for it, and what follows at once from a change
 * of it. Decides nothing.
 */
@NullMarked
package org.parley.sip.leg.configview;

import org.jspecify.annotations.NullMarked;
