/**
 * What services share about the broker itself: whether it answers, and making topics. No records
 * pass through here.
 */
@NullMarked
package org.parley.starter.kafka;

import org.jspecify.annotations.NullMarked;
