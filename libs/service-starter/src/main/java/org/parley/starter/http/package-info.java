/**
 * Errors over HTTP as RFC 9457 problems with a stable {@code code}. A service maps its own refusals
 * with {@link org.parley.starter.http.Problems}; what goes wrong before or behind them is mapped
 * here.
 */
@NullMarked
package org.parley.starter.http;

import org.jspecify.annotations.NullMarked;
