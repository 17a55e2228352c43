/** The outbox as a table. */
@NullMarked
package org.parley.config.outbox.store;

import org.jspecify.annotations.NullMarked;
