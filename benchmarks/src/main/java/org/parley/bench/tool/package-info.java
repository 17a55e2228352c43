/**
 * Programs of others as processes of a bench or a test: SIPp and Kamailio here, more in acceptance.
 * Each runs in a directory of its own, writes its output there, has an end in time, and is ended by
 * its process id.
 *
 * <p>Installs nothing: where a program is missing, {@link org.parley.bench.tool.Tool#isInstalled}
 * says so and the caller decides what that means.
 */
@NullMarked
package org.parley.bench.tool;

import org.jspecify.annotations.NullMarked;
