/** Facts about the installation in Postgres. */
@NullMarked
package org.parley.config.setup.store;

import org.jspecify.annotations.NullMarked;
