/**
 * What services share about the broker: whether it answers, making topics, and topics in which the
 * last record of a key counts. It never looks into a record.
 */
@NullMarked
package org.parley.starter.kafka;

import org.jspecify.annotations.NullMarked;
