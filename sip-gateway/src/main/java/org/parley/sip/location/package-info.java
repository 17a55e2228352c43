/**
 * Where DNs are reached, and which of several gateways acts for a DN. It chooses among what the
 * registrar keeps and what is configured; it sends nothing. All instances come to the same choice
 * as soon as they have read the same and hear the same instances.
 */
@NullMarked
package org.parley.sip.location;

import org.jspecify.annotations.NullMarked;
