/**
 * Looks up in the configuration where DNs are reached. It only translates: the choice is made in
 * the package above.
 */
@NullMarked
package org.parley.sip.location.configview;

import org.jspecify.annotations.NullMarked;
