/**
 * What a database holds before anybody configured anything: the demo's objects, or the least with
 * which an administrator can begin. Runs once, on an empty database, and never again.
 */
@NullMarked
package org.parley.config.setup;

import org.jspecify.annotations.NullMarked;
