/**
 * Looks up in the configuration what registrations may be. It only translates: the rules are those
 * of the package above.
 */
@NullMarked
package org.parley.sip.registrar.configview;

import org.jspecify.annotations.NullMarked;
