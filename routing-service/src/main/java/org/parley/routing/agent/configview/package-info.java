/** The agent logins and DNs as they are configured now. Only reads. */
@NullMarked
package org.parley.routing.agent.configview;

import org.jspecify.annotations.NullMarked;
