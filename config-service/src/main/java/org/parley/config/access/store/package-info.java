/** Accounts and signing keys in Postgres. */
@NullMarked
package org.parley.config.access.store;

import org.jspecify.annotations.NullMarked;
