/** Comparison of agents' passwords with the bcrypt hashes of the configuration. */
@NullMarked
package org.parley.tlibgateway.login.bcrypt;

import org.jspecify.annotations.NullMarked;
