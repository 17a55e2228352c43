/**
 * The DNs and agents of a site: what gateways ask of routing-service ({@link
 * org.parley.contracts.routing.RoutingCommand}), what it decided ({@link
 * org.parley.contracts.routing.RoutingEvent}) and the {@link
 * org.parley.contracts.routing.AgentDirectory} that follows from it.
 *
 * <p>Whether a command is allowed is not decided here but in routing-service.
 */
@NullMarked
package org.parley.contracts.routing;

import org.jspecify.annotations.NullMarked;
