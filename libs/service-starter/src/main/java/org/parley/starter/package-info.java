/**
 * What every service shares: typed properties under {@code parley.*}, the auto-configuration that
 * turns them into beans, and {@link org.parley.starter.ParleyService}, which starts a service the
 * same way alone and among others in one JVM.
 *
 * <p>Nothing in here decides anything about calls or agents; it wires. The configuration view is in
 * {@code config}, the JSON of Kafka values in {@code json}, problem details in {@code http}.
 */
@NullMarked
package org.parley.starter;

import org.jspecify.annotations.NullMarked;
