package org.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class MediaServerPropertiesTest {
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  ConfigurationPropertiesAutoConfiguration.class,
                  ValidationAutoConfiguration.class))
          .withUserConfiguration(Properties.class);

  @EnableConfigurationProperties(MediaServerProperties.class)
  static class Properties {}

  @Test
  void by_default_it_is_on_loopback_with_five_thousand_seats() {
    runner.run(context -> {
      var properties = context.getBean(MediaServerProperties.class);

      assertThat(properties.address()).isEqualTo("127.0.0.1");
      assertThat(properties.ports().free()).isEqualTo(5_000);
      assertThat(properties.threads()).isPositive();
    });
  }

  @ParameterizedTest
  @CsvSource({
    "name, 'a b'",
    "first-port, 80",
    "last-port, 70000",
    "mixer-threads, -1",
    "music-cache, much"
  })
  void a_value_that_cannot_be_is_refused_at_the_start(String property, String value) {
    runner
        .withPropertyValues("parley.media." + property + "=" + value)
        .run(context -> assertThat(context).hasFailed());
  }

  @Test
  void a_wildcard_needs_an_address_that_can_be_told() {
    runner
        .withPropertyValues("parley.media.bind-address=0.0.0.0")
        .run(context ->
            assertThatThrownBy(() -> context.getBean(MediaServerProperties.class).address())
                .hasMessageContaining("parley.media.advertised-address"));
    runner
        .withPropertyValues(
            "parley.media.bind-address=0.0.0.0", "parley.media.advertised-address=192.0.2.1")
        .run(context ->
            assertThat(context.getBean(MediaServerProperties.class).address())
                .isEqualTo("192.0.2.1"));
  }

  @Test
  void a_name_is_no_address_and_the_property_is_named() {
    runner
        .withPropertyValues("parley.media.advertised-address=media.example")
        .run(context ->
            assertThatThrownBy(() -> context.getBean(MediaServerProperties.class).address())
                .hasMessageContaining("parley.media.advertised-address must be an IP address"));
  }

  @Test
  void a_range_without_a_pair_is_named() {
    runner
        .withPropertyValues("parley.media.first-port=40001", "parley.media.last-port=40002")
        .run(context ->
            assertThatThrownBy(() -> context.getBean(MediaServerProperties.class).ports())
                .hasMessageContaining("parley.media.first-port"));
  }
}
