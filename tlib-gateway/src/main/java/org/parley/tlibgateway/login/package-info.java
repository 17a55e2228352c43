/**
 * Whether somebody is who they say: the question to config-service, the memory of those it has
 * confirmed, so that a reconnect storm does not ask again, and the growing patience that wrong
 * passwords cost their source.
 *
 * <p>Passwords are never kept: what is remembered is a keyed digest whose key dies with the
 * process.
 */
@NullMarked
package org.parley.tlibgateway.login;

import org.jspecify.annotations.NullMarked;
