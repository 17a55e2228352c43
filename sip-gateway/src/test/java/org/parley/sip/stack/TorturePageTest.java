package org.parley.sip.stack;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/sip-torture.md to what {@link TortureIT} checks. Run with {@code
 * -Dparley.write-docs=true} to put the table into the page.
 */
class TorturePageTest {
  private static final Path PAGE = Path.of("../docs/sip-torture.md");
  private static final Pattern TABLE =
      Pattern.compile("(\\|---\\|---\\|---\\|---\\|---\\|---\\|\n)((?:\\|.*\n)*)");

  @Test
  void the_table_is_what_is_tested() throws IOException {
    String page = Files.readString(PAGE);
    String rows =
        Arrays.stream(TortureMessage.values())
            .map(TortureMessage::row)
            .collect(joining("\n", "", "\n"));
    String expected = TABLE.matcher(page).replaceAll("$1" + Matcher.quoteReplacement(rows));
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(expected).contains(rows);
  }

  @Test
  void no_message_is_left_out() throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/rfc4475"))) {
      assertThat(files.map(file -> "/rfc4475/" + file.getFileName()))
          .hasSize(49)
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(TortureMessage.values()).map(TortureMessage::file).toList());
    }
  }
}
