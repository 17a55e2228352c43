package org.parley.starter.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.UndecodableException;

class JsonCodecTest {
  sealed interface Happening {
    record Said(String text, Instant at, int count) implements Happening {}

    sealed interface Ending extends Happening {}

    record Left(Duration after) implements Ending {}

    record Carried(Happening inner) implements Happening {}
  }

  private final ContractCodecs codecs = new ContractCodecs();
  private final LogCodec<Happening> codec = codecs.of(Happening.class);

  @Test
  void a_member_of_a_family_carries_its_simple_name() {
    var said = new Happening.Said("hej", Instant.parse("2026-11-21T12:00:00.5Z"), 3);

    assertThat(new String(codec.encode(said), UTF_8))
        .contains("\"type\":\"Said\"", "\"at\":\"2026-11-21T12:00:00.500Z\"");
  }

  @Test
  void members_of_families_inside_a_family_come_back() throws Exception {
    var carried = new Happening.Carried(new Happening.Left(Duration.ofSeconds(90)));

    assertThat(codec.decode(codec.encode(carried))).isEqualTo(carried);
    assertThat(new String(codec.encode(carried), UTF_8)).contains("PT1M30S");
  }

  @Test
  void fields_of_a_newer_version_are_ignored_and_a_missing_number_is_zero() throws Exception {
    assertThat(codec.decode("{\"type\":\"Said\",\"text\":\"x\",\"mood\":1}".getBytes(UTF_8)))
        .isEqualTo(new Happening.Said("x", null, 0));
  }

  @Test
  void an_unknown_type_is_undecodable() {
    assertThatThrownBy(() -> codec.decode("{\"type\":\"Sung\"}".getBytes(UTF_8)))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("unknown type in family Happening");
  }

  @Test
  void the_reason_of_an_undecodable_value_does_not_quote_it() {
    assertThatThrownBy(
            () -> codec.decode("{\"type\":\"Said\",\"count\":\"secret\"}".getBytes(UTF_8)))
        .isInstanceOf(UndecodableException.class)
        .message()
        .doesNotContain("secret");
    assertThatThrownBy(() -> codec.decode("secret".getBytes(UTF_8)))
        .isInstanceOf(UndecodableException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void the_events_of_a_command_are_an_object_with_a_list() throws Exception {
    LogCodec<List<Happening>> events = codecs.events(Happening.class);
    List<Happening> two =
        List.of(new Happening.Left(Duration.ZERO), new Happening.Said("a", null, 1));

    assertThat(new String(events.encode(two), UTF_8))
        .isEqualTo(
            "{\"events\":[{\"type\":\"Left\",\"after\":\"PT0S\"},{\"type\":\"Said\",\"text\":\"a\",\"count\":1}]}");
    assertThat(events.decode(events.encode(two))).isEqualTo(two);
    assertThat(events.decode("{\"v\":2,\"events\":[]}".getBytes(UTF_8))).isEmpty();
    assertThatThrownBy(() -> events.decode("{}".getBytes(UTF_8)))
        .isInstanceOf(UndecodableException.class);
  }

  @Test
  void a_config_object_comes_back_with_the_products_spelling_of_its_type() throws Exception {
    LogCodec<ConfigObject> objects = codecs.of(ConfigObject.class);
    var dn =
        new DnObject(
            7,
            "A",
            "5000",
            DnType.ROUTING_POINT,
            true,
            new OptionValues(Map.of("TServer", Map.of("multimedia", "true"))));

    assertThat(new String(objects.encode(dn), UTF_8))
        .contains("\"type\":\"DnObject\"", "\"dnType\":\"RoutingPoint\"");
    assertThat(objects.decode(objects.encode(dn))).isEqualTo(dn);
  }
}
