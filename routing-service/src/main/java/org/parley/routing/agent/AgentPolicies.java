package org.parley.routing.agent;

import java.util.Optional;
import org.parley.contracts.config.DnType;
import org.parley.tlib.Dn;

/** What the configuration says at the moment of a decision. */
public interface AgentPolicies {

  /** Whether the switch has an agent login of that code. */
  boolean isAgentId(String agentId);

  /** What kind of DN that is; empty when clients know no such DN. */
  Optional<DnType> typeOf(Dn dn);
}
