/**
 * What the suite promises, tried from outside: it runs as processes of its own, started by {@code
 * ./parley}, and is reached by its public ports only. Each class is one promise of the README or of
 * a seed; {@link org.parley.acceptance.suite.Suites} says how they share a running suite.
 *
 * <p>Looks into no service. What only a service's own test can see belongs there.
 */
@NullMarked
package org.parley.acceptance;

import org.jspecify.annotations.NullMarked;
