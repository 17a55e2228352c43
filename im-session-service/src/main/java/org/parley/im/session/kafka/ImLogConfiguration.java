package org.parley.im.session.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import org.parley.contracts.Topics;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.EventLogConfig;
import org.parley.eventlog.LogTopics;
import org.parley.im.session.ImDecider;
import org.parley.im.session.ImPolicies;
import org.parley.starter.ParleyProperties;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.RunningLog;
import org.parley.starter.metrics.MeteredLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One log of all IM sessions of the site. */
@Configuration(proxyBeanMethods = false)
class ImLogConfiguration {
  private static final String GROUP = "im-session-service";

  @Bean
  RunningLog<ImCommand, ImEvent, ImSession> imLog(
      ParleyProperties parley,
      ImLogOptions options,
      ContractCodecs codecs,
      ImPolicies policies,
      MeterRegistry meters) {
    return new RunningLog<>(
        parley.kafka(),
        options.partitions(),
        EventLogConfig.of(
                parley.kafka().client(GROUP),
                GROUP,
                new LogTopics(
                    Topics.IM_COMMANDS,
                    Topics.IM_EVENTS,
                    Topics.IM_SNAPSHOTS,
                    Topics.IM_DEAD_LETTERS),
                codecs.of(ImCommand.class),
                codecs.events(ImEvent.class),
                codecs.of(ImSession.class),
                new ImDecider(policies).telling(new ImCounts(meters)))
            .withMetrics(new MeteredLog(meters, "im")));
  }
}
