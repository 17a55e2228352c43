/**
 * The REST API of objects and options. Shapes, status codes and ETags are here; what may be changed
 * is not.
 */
@NullMarked
package org.parley.config.objects.http;

import org.jspecify.annotations.NullMarked;
