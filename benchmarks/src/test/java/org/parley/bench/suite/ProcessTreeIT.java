package org.parley.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeIT {
  @TempDir Path data;

  @Test
  void children_and_those_that_left_the_tree_but_use_the_data_are_found_and_killed()
      throws Exception {
    Path script = data.resolve("work.sh");
    Files.writeString(script, "sleep 100 &\nwait\n");
    // the inner shell puts the script into the background and ends, so init adopts it
    Process root =
        new ProcessBuilder("sh", "-c", "sleep 100 & (setsid sh " + script + " &) ; exec sleep 100")
            .start();
    var tree = new ProcessTree(root.pid(), data);

    await()
        .untilAsserted(() ->
            assertThat(tree.pids())
                .map(ProcessTree::commandLine)
                .containsExactlyInAnyOrder(
                    "sleep 100 ", "sleep 100 ", "sleep 100 ", "sh " + script + " "));
    assertThat(tree.pids().getFirst()).isEqualTo(root.pid());
    assertThat(tree.find("work.sh")).isPresent();
    assertThat(tree.usage().rss()).isGreaterThan(tree.usage().pss()).isPositive();

    RunningSuite.kill(tree.pids());
    assertThat(tree.pids()).isEmpty();
  }

  @Test
  void cpu_time_of_children_that_ended_is_counted() throws Exception {
    String burn = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
    Process root =
        new ProcessBuilder("sh", "-c", "sh -c '" + burn + "'; echo done; read line").start();
    root.inputReader().readLine();

    assertThat(new ProcessTree(root.pid(), data).usage().cpu()).isPositive();

    RunningSuite.kill(List.of(root.pid()));
  }
}
