package org.parley.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.AdminApi;
import org.parley.bench.suite.RunningSuite;

/** Outside demo mode there is no default password (architecture.md section 6). */
class NoDemoIT {
  private final Path data = Suites.temporary();

  @AfterEach
  void remove() {
    Suites.remove(data);
  }

  @Test
  void known_password_opens_nothing_without_the_demo() throws IOException, InterruptedException {
    try (RunningSuite suite = RunningSuite.start(Suites.own("run", data, "--no-demo"));
        var admin = new AdminApi(suite.ports(), "admin", "demo");
        var agent = new AdminApi(suite.ports(), "1001", "demo")) {
      assertThat(admin.get("/switches").status()).isEqualTo(401);
      assertThat(agent.get("/me").status()).isEqualTo(401);
    }
  }
}
