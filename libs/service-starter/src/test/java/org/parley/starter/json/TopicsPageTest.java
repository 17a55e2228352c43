package org.parley.starter.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.contracts.Topics;

/**
 * Holds docs/topics.md to the topics and their golden samples. Run with {@code
 * -Dparley.write-docs=true} to put the samples into the page.
 */
class TopicsPageTest {
  private static final Path PAGE = Path.of("../../docs/topics.md");
  private static final Pattern EXAMPLES =
      Pattern.compile("(```json golden (\\w+)\n)(.*?)(```\n)", Pattern.DOTALL);

  @Test
  void the_examples_are_the_golden_samples_of_every_family() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        EXAMPLES.matcher(page).replaceAll(block -> Matcher.quoteReplacement(filled(block)));
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(expected);
    assertThat(EXAMPLES.matcher(page).results().map(block -> block.group(2)))
        .containsExactlyInAnyOrderElementsOf(
            Samples.all().keySet().stream().map(Class::getSimpleName).toList());
  }

  @Test
  void every_topic_has_its_line() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(
            Arrays.stream(Topics.class.getFields())
                .filter(field -> !field.getName().endsWith("_KEY"))
                .map(TopicsPageTest::value))
        .hasSizeGreaterThan(5)
        .allSatisfy(topic -> assertThat(page).contains("\n| `" + topic + "` | "));
  }

  private static String filled(MatchResult block) {
    String samples =
        GoldenSamplesTest.samples()
            .filter(sample -> sample.family().getSimpleName().equals(block.group(2)))
            .map(GoldenSamplesTest::newestGolden)
            .collect(joining("\n"));
    return block.group(1) + samples + "\n" + block.group(4);
  }

  private static String value(Field constant) {
    try {
      return (String) constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
