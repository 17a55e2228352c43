/**
 * The configuration as a service sees it: looked up in memory, current to within a second, with
 * listeners for changes.
 *
 * <p>It knows no transport; {@code config.kafka} feeds it from the topic, and a test fills it by
 * hand. A view is read only: whoever wants to change something asks config-service.
 */
@NullMarked
package org.parley.starter.config;

import org.jspecify.annotations.NullMarked;
