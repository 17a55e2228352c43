/**
 * The service that owns the state of the agents of a site: who is logged in where, ready or not,
 * and why. It alone decides, and tells everybody on {@code routing.events}. It does not check
 * passwords (gateways do) and does not know which clients are connected: an agent whose client is
 * gone stays logged in. Start reading at {@link org.parley.routing.agent.AgentDecider}.
 */
@NullMarked
package org.parley.routing;

import org.jspecify.annotations.NullMarked;
