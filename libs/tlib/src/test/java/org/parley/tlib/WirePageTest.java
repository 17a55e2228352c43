package org.parley.tlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/tlib.md is complete: whoever writes a client reads only that. */
class WirePageTest {
  private final String page;

  WirePageTest() throws IOException {
    page = Files.readString(Path.of("../../docs/tlib.md"), StandardCharsets.UTF_8);
  }

  @Test
  void the_page_names_every_request_with_its_attributes() {
    for (Class<?> record : requests()) {
      String row =
          page.lines()
              .filter(line -> line.startsWith("| `Request" + record.getSimpleName() + "` |"))
              .reduce((first, second) -> second)
              .orElseThrow(() -> new AssertionError("no row of " + record.getSimpleName()));
      for (var component : record.getRecordComponents()) {
        if (!component.getName().equals("referenceId")) {
          assertThat(row).contains("`" + component.getName() + "`");
        }
      }
    }
  }

  @Test
  void the_page_names_every_attribute_of_events() {
    for (Attribute<?> attribute : Attribute.all()) {
      assertThat(page)
          .contains("| `" + attribute.wireName() + "` | " + attribute.vendorName() + " |");
    }
  }

  @Test
  void the_page_names_every_value_of_the_enumerations_that_travel() {
    List<Class<? extends WireEnum>> enums =
        List.of(
            MediaType.class,
            CallType.class,
            CallState.class,
            DnRole.class,
            WorkMode.class,
            AgentType.class,
            RegisterMode.class,
            ControlMode.class,
            AddressType.class,
            AddressInfoType.class,
            CallInfoType.class,
            MakeCallType.class,
            ServerRole.class);
    for (Class<? extends WireEnum> type : enums) {
      String line =
          page.lines()
              .filter(candidate -> candidate.startsWith("- **" + type.getSimpleName() + "**"))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no line of " + type.getSimpleName()));
      for (WireEnum value : type.getEnumConstants()) {
        assertThat(line).contains("`" + value.wireName() + "` " + value.code());
      }
    }
  }

  private static List<Class<?>> requests() {
    Stream<Class<?>> all =
        Stream.concat(
            Arrays.stream(TlibRequest.class.getPermittedSubclasses()),
            Arrays.stream(TlibRequest.OnDn.class.getPermittedSubclasses()));
    return all.filter(Class::isRecord).toList();
  }
}
