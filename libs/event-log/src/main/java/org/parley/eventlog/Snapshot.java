package org.parley.eventlog;

import java.util.Map;

/**
 * The entities of a partition as they are after one accepted record.
 *
 * @param standsOn that record
 * @param offset its offset
 * @param commandOffset its command
 */
record Snapshot<S>(RecordId standsOn, long offset, long commandOffset, Map<String, S> entities) {}
