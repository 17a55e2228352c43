/** The gateway's meters, {@code parley.tlib.*}. No tag ever holds a DN, a person or a call. */
@NullMarked
package org.parley.tlibgateway.client.micrometer;

import org.jspecify.annotations.NullMarked;
