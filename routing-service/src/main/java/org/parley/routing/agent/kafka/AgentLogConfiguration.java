package org.parley.routing.agent.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import org.parley.contracts.Topics;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.eventlog.EventLogConfig;
import org.parley.eventlog.LogTopics;
import org.parley.routing.agent.AgentDecider;
import org.parley.routing.agent.AgentPolicies;
import org.parley.starter.ParleyProperties;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.RunningLog;
import org.parley.starter.metrics.MeteredLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one log of all agents of the site. */
@Configuration(proxyBeanMethods = false)
class AgentLogConfiguration {
  private static final String GROUP = "routing-service";

  /** There is one key, {@link Topics#ROUTING_KEY}; a second partition would stay empty. */
  private static final int PARTITIONS = 1;

  @Bean
  RunningLog<RoutingCommand, RoutingEvent, AgentDirectory> agentLog(
      ParleyProperties parley,
      ContractCodecs codecs,
      AgentPolicies policies,
      MeterRegistry meters) {
    return new RunningLog<>(
        parley.kafka(),
        PARTITIONS,
        EventLogConfig.of(
                parley.kafka().client(GROUP),
                GROUP,
                new LogTopics(
                    Topics.ROUTING_COMMANDS,
                    Topics.ROUTING_EVENTS,
                    Topics.ROUTING_SNAPSHOTS,
                    Topics.ROUTING_DEAD_LETTERS),
                codecs.of(RoutingCommand.class),
                codecs.events(RoutingEvent.class),
                codecs.of(AgentDirectory.class),
                new AgentDecider(policies).telling(new AgentCounts(meters)))
            .withMetrics(new MeteredLog(meters, "routing")));
  }
}
