/**
 * Configured objects and the rules of changing them: what may refer to what, which option values
 * are valid, and that a change made on an old reading is refused.
 *
 * <p>Knows neither HTTP nor tables. {@link org.parley.config.objects.Configuration} decides; {@link
 * org.parley.config.objects.ObjectStore} keeps.
 */
@NullMarked
package org.parley.config.objects;

import org.jspecify.annotations.NullMarked;
