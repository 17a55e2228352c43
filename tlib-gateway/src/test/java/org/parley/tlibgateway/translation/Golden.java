package org.parley.tlibgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.Origin;
import org.parley.tlib.TextForm;

/**
 * Deliveries in the T-Server text form, compared with a file. With {@code -Dgolden.write=true} the
 * files are written anew; read the difference before you commit it.
 */
final class Golden {
  private static final Path FILES = Path.of("src/test/resources/golden");

  private Golden() {}

  static void verify(String name, List<Delivery> deliveries) throws IOException {
    String actual =
        deliveries.stream().map(Golden::print).collect(Collectors.joining("\n\n")) + "\n";
    Path file = FILES.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
  }

  private static String print(Delivery delivery) {
    String to =
        switch (delivery) {
          case Delivery.ToDn(var dn, var cause, _) -> "to the clients of " + dn + asked(cause);
          case Delivery.ToAsker(var asker, _) -> "to the asker" + asked(asker);
        };
    return to + "\n" + TextForm.open().print(delivery.event());
  }

  private static String asked(@Nullable Origin cause) {
    return cause == null ? "" : ", answering request " + cause.referenceId();
  }
}
