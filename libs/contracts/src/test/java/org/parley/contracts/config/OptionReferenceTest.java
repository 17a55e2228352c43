package org.parley.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Keeps {@code docs/options.md} equal to the catalogue. After a change of the catalogue write the
 * page anew:
 *
 * <pre>
 * mvn -pl libs/contracts -am test -Dtest=OptionReferenceTest -Dparley.write-docs=true -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class OptionReferenceTest {
  private static final Path PAGE = Path.of("../../docs/options.md");

  @Test
  void the_reference_page_says_what_the_catalogue_says() throws IOException {
    String expected = page();
    if (Boolean.getBoolean("parley.write-docs")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(expected);
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Options

            <!-- Written from org.parley.contracts.config.OptionCatalogue by OptionReferenceTest, whose comment says how. -->

            Options are set on objects of config-service, never in a file:

            ```
            curl -u admin:PASSWORD -X PUT -H 'Content-Type: application/json' -d '{"value":"true"}' \\
              http://127.0.0.1:8080/api/v1/switches/A/dns/1001/options/TServer/multimedia
            ```

            `GET` on the same address tells value, default, where the value comes from and when a change takes effect; `DELETE`
            goes back to the default. Options of an application are at `/api/v1/applications/{name}/options/{section}/{name}`.
            A name in angle brackets stands for any name. A running service knows a change within a second; *takes effect* says
            when it heeds it.
            """);
    for (OptionScope scope : OptionScope.values()) {
      List<? extends OptionKey<?>> options =
          OptionCatalogue.entries().stream().filter(o -> o.scope() == scope).toList();
      page.append("\n## ").append(title(scope)).append("\n");
      options.stream()
          .map(OptionKey::section)
          .distinct()
          .forEach(section -> section(page, section, options));
    }
    return page.toString();
  }

  private static void section(
      StringBuilder page, String section, List<? extends OptionKey<?>> options) {
    page.append("\n### ").append(code("[" + section + "]")).append("\n");
    options.stream()
        .filter(o -> o.section().equals(section))
        .forEach(o ->
            page.append("\n#### ")
                .append(code(o.name()))
                .append("\n\n")
                .append(o.description().replaceAll("<\\w+>(:<\\w+>)?", "`$0`"))
                .append("\n\n")
                .append("- Default: ")
                .append(defaultOf(o))
                .append("\n")
                .append("- Valid values: ")
                .append(plain(o.type().validValues()))
                .append("\n")
                .append("- Takes effect: ")
                .append(o.takesEffect())
                .append("\n")
                .append("- Source: ")
                .append(o.source())
                .append("\n"));
  }

  private static String title(OptionScope scope) {
    return switch (scope) {
      case DN -> "On a DN";
      case SIP_SERVER -> "On the application of type SIPServer";
      case CHAT_SERVER -> "On the application of type ChatServer";
      case GMS -> "On the application of type GMS";
      case WORKSPACE -> "On the application of type Workspace";
    };
  }

  private static String defaultOf(OptionKey<?> option) {
    if (option.defaultValue() != null) {
      return option.defaultValue().isEmpty() ? "empty" : code(option.defaultValue());
    }
    return OptionCatalogue.inheritedBy(option).isPresent()
        ? "the value of the SIPServer application"
        : "none";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String plain(String text) {
    return text.contains("<") ? code(text) : text;
  }
}
