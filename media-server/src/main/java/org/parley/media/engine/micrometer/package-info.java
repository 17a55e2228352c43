/** What mixer threads count, in Micrometer. */
@NullMarked
package org.parley.media.engine.micrometer;

import org.jspecify.annotations.NullMarked;
