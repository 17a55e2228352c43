/**
 * What keeps the edge alive and seen: counts, the trace of messages, and how much one address may
 * ask.
 *
 * <p>Nothing here looks into a body, and nothing of it is written anywhere.
 */
@NullMarked
package org.parley.sip.stack.health;

import org.jspecify.annotations.NullMarked;
