package org.parley.starter;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What every service must know.
 *
 * @param site name of this deployment's switch, the location that T-Library clients see
 * @param demo whether the demo data with its known passwords is loaded; possible on loopback only
 */
@Validated
@ConfigurationProperties("parley")
public record ParleyProperties(
    @DefaultValue("A") @Pattern(regexp = "[A-Za-z0-9_-]{1,32}") String site,
    @DefaultValue("false") boolean demo,
    @DefaultValue @Valid Kafka kafka,
    @DefaultValue @Valid ConfigService configService,
    @DefaultValue ConfigView configView) {

  /**
   * The broker.
   *
   * @param bootstrapServers {@code host:port}, several separated by commas
   * @param properties further client properties as Kafka names them, for security above all: {@code
   *     parley.kafka.properties.security.protocol=SASL_SSL}
   * @param createTopics whether a service makes missing topics when it starts; false where an
   *     operator does
   * @param replicationFactor of topics made so; 3 in production
   */
  public record Kafka(
      @DefaultValue("127.0.0.1:29092") @NotBlank String bootstrapServers,
      @DefaultValue Map<String, String> properties,
      @DefaultValue("true") boolean createTopics,
      @DefaultValue("1") @Min(1) short replicationFactor) {

    public Kafka {
      properties = Map.copyOf(properties);
    }

    /** What every Kafka client of the suite is given; a client adds its own on top. */
    public Map<String, Object> client(String clientId) {
      Map<String, Object> all = new HashMap<>(properties);
      all.put("bootstrap.servers", bootstrapServers);
      all.put("client.id", clientId);
      return all;
    }
  }

  /**
   * Where config-service answers HTTP.
   *
   * @param url without a path
   */
  public record ConfigService(@DefaultValue("http://127.0.0.1:8090") URI url) {}

  /**
   * The view of the configuration that a service keeps.
   *
   * @param enabled false in config-service itself, and in tests that hand in a view
   * @param startTimeout a service that has not read the whole configuration by then does not start
   */
  public record ConfigView(
      @DefaultValue("true") boolean enabled, @DefaultValue("60s") Duration startTimeout) {}
}
