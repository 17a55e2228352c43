/** What the configuration view says to the rules of voice calls. */
@NullMarked
package org.parley.conference.call.configview;

import org.jspecify.annotations.NullMarked;
