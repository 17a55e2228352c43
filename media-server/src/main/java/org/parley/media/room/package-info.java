/**
 * The rules of a room: which seats it has, who sits apart, who mixes it. Ports, packets and files
 * are the affair of the instance that has taken it; here is what they follow.
 */
@NullMarked
package org.parley.media.room;

import org.jspecify.annotations.NullMarked;
