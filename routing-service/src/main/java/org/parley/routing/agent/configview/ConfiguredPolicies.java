package org.parley.routing.agent.configview;

import java.util.Optional;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.routing.agent.AgentPolicies;
import org.parley.starter.config.ConfigView;
import org.parley.tlib.Dn;
import org.springframework.stereotype.Component;

/** Asks the view at each decision, so a change counts from the next decision on. */
@Component
final class ConfiguredPolicies implements AgentPolicies {
  private final ConfigView config;

  ConfiguredPolicies(ConfigView config) {
    this.config = config;
  }

  @Override
  public boolean isAgentId(String agentId) {
    return config.agentLogin(agentId).isPresent();
  }

  @Override
  public Optional<DnType> typeOf(Dn dn) {
    return config.dn(dn.number()).map(DnObject::dnType);
  }
}
