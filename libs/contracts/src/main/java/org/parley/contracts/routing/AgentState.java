package org.parley.contracts.routing;

import java.time.Instant;
import java.util.List;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.WorkMode;

/**
 * The agent at a DN.
 *
 * @param userName the person that logged in
 * @param status never {@link AgentStatus#LOGGED_OUT}: that is no agent
 * @param queues the queues logged in to, in order of login; may be none
 * @param since when the status or the work mode changed last
 */
public record AgentState(
    String agentId,
    String userName,
    AgentStatus status,
    WorkMode workMode,
    KvList reasons,
    List<Dn> queues,
    Instant since) {

  public AgentState {
    queues = List.copyOf(queues);
  }

  public AgentState withQueues(List<Dn> next) {
    return new AgentState(agentId, userName, status, workMode, reasons, next, since);
  }
}
