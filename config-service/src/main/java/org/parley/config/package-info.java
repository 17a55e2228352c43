/**
 * The one place where the suite is configured: objects and their options in Postgres, changed by
 * REST, published on the topic {@code config.objects}; and the issuer of tokens, because it knows
 * the persons.
 *
 * <p>No other service writes here or reads its database. {@code objects} has the rules of a change,
 * {@code outbox} brings changes to the topic, {@code access} says who may do what.
 */
@NullMarked
package org.parley.config;

import org.jspecify.annotations.NullMarked;
