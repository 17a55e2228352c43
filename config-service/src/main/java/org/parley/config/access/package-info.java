/**
 * Who may come in: accounts of persons, and how long a source that guesses passwords has to wait.
 *
 * <p>The rules are here; Spring Security, tokens and the login page are in {@code access.http}.
 * What a role may do is said there as well, in one place.
 */
@NullMarked
package org.parley.config.access;

import org.jspecify.annotations.NullMarked;
