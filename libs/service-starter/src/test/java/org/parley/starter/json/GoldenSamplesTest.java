package org.parley.starter.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.eventlog.LogCodec;
import org.parley.eventlog.UndecodableException;

/**
 * What records look like in Kafka, and that what earlier versions wrote stays readable. {@code
 * libs/contracts/src/test/resources/golden/Family/Record-n.json} is version n of a record; files
 * are never edited. When a component was added, put it in {@link Samples} and run with {@code
 * -Dparley.write-golden=true}: that writes the next version and keeps the last.
 */
class GoldenSamplesTest {
  private static final Path GOLDEN = Path.of("../contracts/src/test/resources/golden");

  private final ContractCodecs codecs = new ContractCodecs();

  /** A value with the family by which it is read. */
  record Sample(Class<?> family, Object value) {
    String record() {
      return value.getClass().getSimpleName();
    }

    @Override
    public String toString() {
      return family.getSimpleName() + "." + record();
    }
  }

  static Stream<Sample> samples() {
    return Samples.all().entrySet().stream()
        .flatMap(all -> all.getValue().stream().map(value -> new Sample(all.getKey(), value)));
  }

  static Stream<Path> files() throws IOException {
    return Files.walk(GOLDEN).filter(Files::isRegularFile);
  }

  @Test
  void there_is_a_sample_of_every_record() {
    for (Class<?> family : Samples.all().keySet()) {
      Stream<Class<?>> sampled =
          samples().filter(s -> s.family() == family).map(s -> s.value().getClass());
      assertThat(sampled).containsExactlyInAnyOrderElementsOf(records(family).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_record_looks_as_its_newest_golden_sample_and_comes_back_from_it(Sample sample)
      throws Exception {
    String json = encode(sample);
    int version = newest(sample);
    if (Boolean.getBoolean("parley.write-golden")
        && (version == 0 || !json.equals(Files.readString(file(sample, version)).strip()))) {
      version++;
      Files.createDirectories(file(sample, version).getParent());
      Files.writeString(file(sample, version), json + "\n");
    }

    String golden = newestGolden(sample);

    assertThat(json).isEqualTo(golden);
    assertSame(codec(sample.family()).decode(golden.getBytes(UTF_8)), sample.value());
  }

  @ParameterizedTest
  @MethodSource("files")
  void every_version_ever_written_can_be_read(Path file) throws Exception {
    Class<?> family = family(file);

    Object value = codec(family).decode(Files.readAllBytes(file));

    assertThat(file.getFileName().toString()).startsWith(value.getClass().getSimpleName() + "-");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void members_of_a_later_version_are_ignored(Sample sample) throws Exception {
    String json = encode(sample);
    String later = "{\"later\":{\"type\":\"X\",\"list\":[1,null]}," + json.substring(1);

    assertSame(codec(sample.family()).decode(later.getBytes(UTF_8)), sample.value());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_type_of_a_later_version_or_none_is_undecodable(Sample sample) {
    if (!sample.family().isSealed()) {
      return;
    }
    String json = encode(sample);
    String type = "\"type\":\"" + sample.record() + "\"";
    assertThat(json).contains(type);

    for (String other : List.of("\"type\":\"Sung\"", "\"type\":null", "\"kind\":\"x\"")) {
      assertThatThrownBy(
              () -> codec(sample.family()).decode(json.replace(type, other).getBytes(UTF_8)))
          .isInstanceOf(UndecodableException.class)
          .message()
          .doesNotContain(Samples.PRIVATE);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void half_a_record_is_undecodable(Sample sample) {
    byte[] json = encode(sample).getBytes(UTF_8);

    for (int length = 0; length < json.length; length += 5) {
      byte[] part = Arrays.copyOf(json, length);
      assertThatThrownBy(() -> codec(sample.family()).decode(part))
          .isInstanceOf(UndecodableException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void message_text_attached_data_and_hashes_stay_out_of_logs(Sample sample) {
    assertThat(sample.value().toString()).doesNotContain(Samples.PRIVATE);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_json_has_no_blanks_beside_texts_and_nothing_that_is_absent(Sample sample) {
    String json = encode(sample);

    assertThat(json.replace(Samples.PRIVATE, "").replaceAll("\"[^\"]*\"", "\"\""))
        .doesNotContain(" ", "null");
    assertThat(json).doesNotContain("\"mask\"", "\"pairs\"", "\"value\"");
  }

  private String encode(Sample sample) {
    return new String(codec(sample.family()).encode(sample.value()), UTF_8);
  }

  @SuppressWarnings("unchecked")
  private LogCodec<Object> codec(Class<?> family) {
    return codecs.of((Class<Object>) family);
  }

  /** A directory is its agents. */
  private static void assertSame(Object decoded, Object expected) {
    if (expected instanceof AgentDirectory directory) {
      assertThat(((AgentDirectory) decoded).agents()).isEqualTo(directory.agents());
      assertThat(((AgentDirectory) decoded).dnOf("1001")).isEqualTo(directory.dnOf("1001"));
    } else {
      assertThat(decoded).isEqualTo(expected);
    }
  }

  private static Stream<Class<?>> records(Class<?> family) {
    return family.isSealed()
        ? Arrays.stream(family.getPermittedSubclasses()).flatMap(GoldenSamplesTest::records)
        : Stream.of(family);
  }

  private static Class<?> family(Path file) {
    String name = file.getParent().getFileName().toString();
    return Samples.all().keySet().stream()
        .filter(family -> family.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Path file(Sample sample, int version) {
    return GOLDEN
        .resolve(sample.family().getSimpleName())
        .resolve(sample.record() + "-" + version + ".json");
  }

  static String newestGolden(Sample sample) {
    try {
      return Files.readString(file(sample, newest(sample))).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int newest(Sample sample) {
    int version = 0;
    while (Files.exists(file(sample, version + 1))) {
      version++;
    }
    return version;
  }
}
