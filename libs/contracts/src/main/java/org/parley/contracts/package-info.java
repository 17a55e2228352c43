/**
 * What services say to each other: the Kafka {@link org.parley.contracts.Topics topics} and, in the
 * sub-packages, the command and event records on them. A record belongs here when at least two
 * services write it or switch on it.
 *
 * <p>Values travel as JSON; a sealed family names the record in the member {@code type}. Readers
 * ignore members they do not know. Components are only ever added, and only optional ones; what an
 * earlier version wrote stays readable, which the golden samples in the tests prove.
 *
 * <p>Nothing here does anything but hold a value and apply an event to it: no codec, no Kafka
 * client, no Spring.
 */
@NullMarked
package org.parley.contracts;

import org.jspecify.annotations.NullMarked;
