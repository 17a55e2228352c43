package org.parley.starter;

import org.parley.contracts.config.ConfigObject;
import org.parley.starter.config.ConfigView;
import org.parley.starter.config.kafka.ConfigFollower;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.KafkaHealth;
import org.parley.starter.kafka.TopicCreation;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The beans that every service has. */
@AutoConfiguration
@EnableConfigurationProperties(ParleyProperties.class)
public class ParleyAutoConfiguration {

  /** What makes codecs for the records of Kafka values. */
  @Bean
  @ConditionalOnMissingBean
  ContractCodecs contractCodecs() {
    return new ContractCodecs();
  }

  @Bean(name = "kafka")
  @ConditionalOnProperty(name = "parley.kafka.health", matchIfMissing = true)
  KafkaHealth kafkaHealth(ParleyProperties parley, Environment environment) {
    return new KafkaHealth(parley.kafka().client(clientId(environment, "health")));
  }

  @Bean
  @ConditionalOnMissingBean
  TopicCreation topicCreation(ParleyProperties parley) {
    return new TopicCreation(parley.kafka());
  }

  /** The view, unless the service (or its test) brings one of its own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty(name = "parley.config-view.enabled", matchIfMissing = true)
  @ConditionalOnMissingBean(ConfigView.class)
  static class FollowedConfiguration {
    @Bean
    ConfigView configView(ParleyProperties parley) {
      return new ConfigView(parley.site());
    }

    @Bean
    ConfigFollower configFollower(
        ConfigView view, ContractCodecs codecs, ParleyProperties parley, Environment environment) {
      return new ConfigFollower(
          view,
          codecs.of(ConfigObject.class),
          parley.kafka().client(clientId(environment, "config-view")),
          parley.configView().startTimeout());
    }
  }

  private static String clientId(Environment environment, String purpose) {
    return environment.getProperty("spring.application.name", "parley") + "-" + purpose;
  }
}
