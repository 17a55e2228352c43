package org.parley.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunOptionsTest {

  @Test
  void without_arguments_it_is_site_a_with_demo_data_in_the_working_directory() {
    RunOptions options = ok();

    assertThat(options.site()).isEqualTo("A");
    assertThat(options.ports()).isEqualTo(new Ports(0));
    assertThat(options.peers()).isEmpty();
    assertThat(options.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(options.demo()).isTrue();
  }

  @Test
  void values_follow_an_equals_sign_or_stand_alone() {
    assertThat(ok("--site=B", "--port-offset=1000", "--data=/tmp/x y"))
        .isEqualTo(ok("--site", "B", "--port-offset", "1000", "--data", "/tmp/x y"))
        .isEqualTo(new RunOptions("B", new Ports(1000), List.of(), Path.of("/tmp/x y"), true));
  }

  @Test
  void the_last_of_two_counts() {
    assertThat(ok("--site=B", "--site=C", "--no-demo", "--demo").site()).isEqualTo("C");
    assertThat(ok("--demo", "--no-demo").demo()).isFalse();
  }

  @Test
  void peers_are_names_hosts_and_port_offsets() {
    assertThat(ok("--site=B", "--peer=A@127.0.0.1+0", "--peer", "C@site-c.example+2000").peers())
        .containsExactly(new Peer("A", "127.0.0.1", 0), new Peer("C", "site-c.example", 2000));
    assertThat(ok("--peer=B@127.0.0.1").peers()).containsExactly(new Peer("B", "127.0.0.1", 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"B", "@127.0.0.1+0", "B@+1", "B@host+", "B@host+-1", "B@host+99999", "B@a b+1"})
  void a_peer_of_another_form_is_refused_with_an_example(String peer) {
    assertThat(wrong("--peer", peer)).contains(peer).contains("B@127.0.0.1+1000");
  }

  @Test
  void a_site_is_not_its_own_peer() {
    assertThat(wrong("--site=B", "--peer=B@127.0.0.1+1000")).contains("own name");
  }

  @ParameterizedTest
  @CsvSource({
    "--port-offset=-1, --port-offset",
    "--port-offset=one, --port-offset",
    "--port-offset=36443, 36442",
    "--port-offset, needs a value",
    "--site, needs a value",
    "--site=, --site",
    "--site=a b, --site",
    "--data=, --data",
    "--no-demo=1, takes no value",
    "--colour, Unknown option --colour",
    "run, Unknown option run",
  })
  void a_wrong_argument_is_named(String argument, String expected) {
    assertThat(wrong(argument)).contains(expected);
  }

  @Test
  void the_largest_offset_keeps_every_port_a_port() {
    Ports ports = ok("--port-offset", "36442").ports();

    assertThat(ports.ofCluster().values()).allMatch(port -> port <= 65_535);
    assertThat(ports.kafka() + 1).isEqualTo(65_535);
  }

  @Test
  void no_two_servers_want_the_same_port() {
    Ports ports = new Ports(0);

    assertThat(ports.ofCluster().values())
        .doesNotHaveDuplicates()
        .doesNotContain(ports.kafka(), ports.kafka() + 1, ports.postgres());
  }

  @Test
  void help_is_not_an_error() {
    assertThat(RunOptions.parse(List.of("--help"))).isInstanceOf(RunOptions.Parsed.Help.class);
  }

  private static RunOptions ok(String... arguments) {
    return ((RunOptions.Parsed.Ok) RunOptions.parse(List.of(arguments))).options();
  }

  private static String wrong(String... arguments) {
    return ((RunOptions.Parsed.Wrong) RunOptions.parse(List.of(arguments))).message();
  }
}
