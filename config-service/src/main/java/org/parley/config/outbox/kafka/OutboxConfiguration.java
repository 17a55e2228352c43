package org.parley.config.outbox.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.ObjectStore;
import org.parley.config.outbox.Outbox;
import org.parley.contracts.Topics;
import org.parley.starter.ParleyProperties;
import org.parley.starter.kafka.TopicCreation;
import org.springframework.context.annotation.Bean;

@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class OutboxConfiguration {
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  @Bean
  Configuration configuration(ObjectStore store) {
    return new Configuration(store);
  }

  @Bean
  OutboxRelay outboxRelay(
      Outbox outbox,
      Configuration configuration,
      ParleyProperties parley,
      TopicCreation topics,
      MeterRegistry meters) {
    Gauge.builder("parley.outbox.backlog", outbox, Outbox::backlog).register(meters);
    return new OutboxRelay(
        outbox,
        parley.site(),
        parley.kafka().client("config-service-outbox"),
        () -> topics.ensure(Topics.CONFIG_OBJECTS, 1, COMPACTED),
        () -> configuration.publishAll("config-service"));
  }
}
