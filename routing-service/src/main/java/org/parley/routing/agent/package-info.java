/**
 * Logging in, ready, not ready, logging out (t-library.md section 2).
 *
 * <p>{@link org.parley.routing.agent.AgentDecider} decides over the whole site, since an agent id
 * is free or not only in view of all DNs. Nothing here knows Kafka, HTTP or Spring. The full table
 * is docs/domain/agent-state.md, written by a test.
 */
@NullMarked
package org.parley.routing.agent;

import org.jspecify.annotations.NullMarked;
