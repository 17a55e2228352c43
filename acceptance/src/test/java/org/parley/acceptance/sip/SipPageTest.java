package org.parley.acceptance.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/sip.md promises nothing that no test shows. */
class SipPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

  @Test
  void every_row_names_a_test_that_there_is() throws IOException {
    Map<String, String> tests = tests();
    List<String> rows = rows();

    assertThat(rows).hasSizeGreaterThan(30);
    for (String row : rows) {
      List<MatchResult> named = TEST.matcher(row).results().toList();
      assertThat(named).as("tests in: %s", row).isNotEmpty();
      for (MatchResult test : named) {
        assertThat(tests).containsKey(test.group(1));
        assertThat(tests.get(test.group(1))).contains("void " + test.group(2) + "(");
      }
    }
  }

  /** Without the heads of the tables. */
  private static List<String> rows() throws IOException {
    return Files.readAllLines(root().resolve("docs/sip.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| |"))
        .toList();
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    for (Path module :
        List.of(Path.of("libs/service-starter"), Path.of("sip-gateway"), Path.of("acceptance"))) {
      try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
      }
    }
    return tests;
  }

  private static Path root() {
    return Path.of(System.getProperty("parley.repository", ".."));
  }
}
