/**
 * Turns what libs/event-log reports about itself into meters. Label values are bounded: never a DN,
 * never a session.
 */
@NullMarked
package org.parley.starter.metrics;

import org.jspecify.annotations.NullMarked;
