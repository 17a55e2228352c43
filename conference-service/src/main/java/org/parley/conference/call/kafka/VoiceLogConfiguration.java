package org.parley.conference.call.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import org.parley.conference.call.VoiceDecider;
import org.parley.conference.call.VoicePolicies;
import org.parley.contracts.Topics;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.eventlog.EventLogConfig;
import org.parley.eventlog.LogTopics;
import org.parley.starter.ParleyProperties;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.RunningLog;
import org.parley.starter.metrics.MeteredLog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One log of all voice calls of the site. */
@Configuration(proxyBeanMethods = false)
class VoiceLogConfiguration {
  private static final String GROUP = "conference-service";

  @Bean
  RunningLog<VoiceCommand, VoiceEvent, VoiceInteraction> voiceLog(
      ParleyProperties parley,
      VoiceLogOptions options,
      ContractCodecs codecs,
      VoicePolicies policies,
      MeterRegistry meters) {
    return new RunningLog<>(
        parley.kafka(),
        options.partitions(),
        EventLogConfig.of(
                parley.kafka().client(GROUP),
                GROUP,
                new LogTopics(
                    Topics.VOICE_COMMANDS,
                    Topics.VOICE_EVENTS,
                    Topics.VOICE_SNAPSHOTS,
                    Topics.VOICE_DEAD_LETTERS),
                codecs.of(VoiceCommand.class),
                codecs.events(VoiceEvent.class),
                codecs.of(VoiceInteraction.class),
                new VoiceDecider(policies).telling(new VoiceCounts(meters)))
            .withMetrics(new MeteredLog(meters, "voice")));
  }
}
