/**
 * The JSON of the records in {@code contracts} on Kafka. The records stay free of annotations; what
 * is special about their JSON is said here once for all families.
 */
@NullMarked
package org.parley.starter.json;

import org.jspecify.annotations.NullMarked;
