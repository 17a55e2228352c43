/** T-Library vocabulary. */
@NullMarked
package org.parley.tlib;

import org.jspecify.annotations.NullMarked;
