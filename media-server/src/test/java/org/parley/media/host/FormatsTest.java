package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.media.audio.G711;
import org.parley.media.leg.Terms;

class FormatsTest {
  private static final Format U = new Format(0, "pcmu", 8_000, null);
  private static final Format A = new Format(8, "PCMA", 8_000, null);
  private static final Format KEYS = new Format(98, "telephone-event", 8_000, "0-15");
  private static final Format OPUS = new Format(111, "opus", 48_000, null);

  private static AudioDescription far(String host, int port, Format... formats) {
    return new AudioDescription(host, port, List.of(formats), Direction.SEND_RECEIVE);
  }

  @Test
  void the_first_of_its_codecs_that_we_have_is_sent_and_both_are_taken() {
    Terms terms =
        Formats.terms(far("192.0.2.7", 5_004, OPUS, A, U, KEYS), Set.of("192.0.2.8")).orElseThrow();

    assertThat(terms.codec()).isEqualTo(G711.PCMA);
    assertThat(terms.accepted()).containsExactlyInAnyOrder(G711.values());
    assertThat(terms.events()).isEqualTo(OptionalInt.of(98));
    assertThat(terms.hosts())
        .containsExactlyInAnyOrder(
            InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("192.0.2.8"));
  }

  @ParameterizedTest
  @CsvSource({"phone.example, 5004", "192.0.2.7, 0", "192.0.2.7, 70000", "'', 5004"})
  void an_address_that_is_none_gets_no_terms(String host, int port) {
    assertThat(Formats.terms(far(host, port, U), Set.of())).isEmpty();
  }

  @Test
  void a_name_among_the_hosts_is_passed_over() {
    assertThat(Formats.terms(far("192.0.2.7", 5_004, U), Set.of("phone.example")).orElseThrow())
        .extracting(terms -> terms.hosts().size())
        .isEqualTo(1);
  }

  @Test
  void none_of_our_codecs_is_no_terms() {
    assertThat(Formats.terms(far("192.0.2.7", 5_004, OPUS, KEYS), Set.of())).isEmpty();
  }

  @Test
  void telephone_events_have_the_number_of_the_far_end() {
    AudioDescription here = Formats.here("192.0.2.1", 40_000, far("192.0.2.7", 5_004, U, KEYS));

    assertThat(here.formats())
        .extracting(Format::payloadType, Format::name)
        .containsExactly(tuple(0, "PCMU"), tuple(8, "PCMA"), tuple(98, "telephone-event"));
  }
}
