package org.parley.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.config.RunningService.basic;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.config.access.Passwords;
import org.parley.config.objects.Configuration;
import org.parley.config.objects.ObjectStore;
import org.parley.config.setup.FirstStart;
import org.parley.config.setup.Installation;
import org.parley.contracts.config.ConfigKey;

class FirstStartIT {
  /**
   * A first start must work while the broker is still away, and keep out of the topic of the other
   * tests.
   */
  private static final String NO_KAFKA = "--parley.kafka.bootstrap-servers=127.0.0.1:1";

  private final RunningService service = RunningService.shared();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  @Test
  void the_demo_has_the_agents_supervisor_routing_points_and_endpoints_of_the_architecture() {
    List<String> numbers =
        service
            .get("/api/v1/switches/A/dns?size=1000")
            .body()
            .path("items")
            .findValuesAsString("number");

    assertThat(numbers)
        .containsAll(IntStream.rangeClosed(1001, 1020).mapToObj(Integer::toString).toList())
        .containsAll(IntStream.rangeClosed(2001, 2010).mapToObj(Integer::toString).toList())
        .containsAll(IntStream.rangeClosed(9001, 9005).mapToObj(Integer::toString).toList())
        .contains("1100", "5000", "5001", "6000")
        .doesNotContain("3001");
    assertThat(service.get("/api/v1/persons/1100").body().path("roles").toString())
        .isEqualTo("[\"agent\",\"supervisor\"]");
    assertThat(
            service
                .get("/api/v1/switches/A/dns/2001/options/TServer/sip-signaling-chat")
                .body()
                .path("value")
                .asString())
        .isEqualTo("session");
    assertThat(
            service
                .get("/api/v1/switches/A/dns/1001/options/TServer/sip-signaling-chat")
                .body()
                .path("value")
                .asString())
        .isEqualTo("none");
    assertThat(
            service
                .get(
                    "/api/v1/applications/sip-server/options/TServer/sip-enable-call-info-extended")
                .body()
                .path("value")
                .asString())
        .isEqualTo("true");
  }

  @Test
  void site_b_has_its_own_agents_and_those_of_a() {
    try (var site = service.start("site_b", NO_KAFKA, "--parley.site=B", "--parley.demo=true")) {
      Configuration configuration = site.getBean(Configuration.class);
      List<String> names =
          configuration.list(ConfigKey.Kind.PERSON, "", "", 0, 100).items().stream()
              .map(person -> person.key().name())
              .toList();

      assertThat(names).contains("1001", "1020", "3001", "3020", "admin").hasSize(42);
      assertThat(configuration.find(ConfigKey.dn("B", "3001"))).isPresent();
    }
  }

  @Test
  void outside_the_demo_an_administrator_with_a_password_of_its_own_is_made_and_shown_once() {
    PrintStream console = System.out;
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try (var first = service.start("production", NO_KAFKA)) {
      System.setOut(console);
      Matcher password =
          Pattern.compile("user admin, password (\\S+)")
              .matcher(shown.toString(StandardCharsets.UTF_8));
      assertThat(password.find()).isTrue();
      var me =
          HttpRequest.newBuilder(RunningService.uri(first, "/api/v1/me"))
              .header("Authorization", basic("admin", password.group(1)))
              .build();
      assertThat(service.exchange(me).body().path("userName").asString()).isEqualTo("admin");
      var withDemoPassword =
          HttpRequest.newBuilder(RunningService.uri(first, "/api/v1/me"))
              .header("Authorization", basic("admin", "demo"))
              .build();
      assertThat(service.exchange(withDemoPassword).status()).isEqualTo(401);

      shown.reset();
      firstStart(
              false,
              InetAddress.getLoopbackAddress(),
              first.getBean(ObjectStore.class),
              first.getBean(Installation.class))
          .run();
      assertThat(shown.size()).isZero();
    } finally {
      System.setOut(console);
    }
  }

  @Test
  void the_demo_does_not_start_on_an_address_that_others_reach() throws Exception {
    assertThatThrownBy(() -> onDemoDatabase(true, null).run()).hasMessageContaining("loopback");
    assertThatThrownBy(() -> onDemoDatabase(true, InetAddress.getByName("0.0.0.0")).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("loopback");
  }

  @Test
  void a_database_with_known_passwords_does_not_start_outside_the_demo() {
    assertThatThrownBy(() -> onDemoDatabase(false, InetAddress.getLoopbackAddress()).run())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("demo data");
  }

  private FirstStart onDemoDatabase(boolean demo, @Nullable InetAddress address) {
    return firstStart(
        demo, address, service.bean(ObjectStore.class), service.bean(Installation.class));
  }

  private FirstStart firstStart(
      boolean demo, @Nullable InetAddress address, ObjectStore store, Installation installation) {
    return new FirstStart(
        "A",
        demo,
        address,
        store,
        new Configuration(store),
        installation,
        service.bean(Passwords.class),
        new PrintStream(shown, true, StandardCharsets.UTF_8));
  }
}
