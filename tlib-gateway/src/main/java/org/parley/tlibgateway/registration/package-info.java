/**
 * Which client registered which DN, and how (t-library.md 1.4).
 *
 * <p>Registrations live as long as their connection and on this gateway instance only: another
 * instance does not see a private registration made here. Whether a person may use a DN is asked
 * elsewhere.
 */
@NullMarked
package org.parley.tlibgateway.registration;

import org.jspecify.annotations.NullMarked;
