/** Carries the outbox to {@code config.objects}. */
@NullMarked
package org.parley.config.outbox.kafka;

import org.jspecify.annotations.NullMarked;
