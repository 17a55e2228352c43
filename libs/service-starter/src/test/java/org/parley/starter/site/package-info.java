/** A deciding service as its integration tests see it. */
@NullMarked
package org.parley.starter.site;

import org.jspecify.annotations.NullMarked;
