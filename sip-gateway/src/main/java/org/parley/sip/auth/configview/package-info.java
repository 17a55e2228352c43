/**
 * Looks up in the configuration who may come. It only translates: what follows from it is decided
 * in the package above.
 */
@NullMarked
package org.parley.sip.auth.configview;

import org.jspecify.annotations.NullMarked;
