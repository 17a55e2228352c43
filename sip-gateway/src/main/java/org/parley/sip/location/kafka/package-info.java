/**
 * Tells the other instances of the gateway that this one is alive, and hears them, by topic {@code
 * sip.gateways}. What follows from it is decided in the package above.
 */
@NullMarked
package org.parley.sip.location.kafka;

import org.jspecify.annotations.NullMarked;
