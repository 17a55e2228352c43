package org.parley.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarksPageTest {
  @Test
  void first_run_adds_its_section() {
    String page = BenchmarksPage.replaced("# Benchmarks\n", "im", "one\n");

    assertThat(page).isEqualTo("# Benchmarks\n\n<!-- bench:im -->\none\n<!-- /bench:im -->\n");
  }

  @Test
  void next_run_replaces_its_section_and_nothing_else() {
    String page = BenchmarksPage.replaced("# Benchmarks\n\nWords.\n", "im", "one\n");
    page = BenchmarksPage.replaced(page, "idle", "two\n") + "\nMore words.\n";

    String next = BenchmarksPage.replaced(page, "im", "three\n");

    assertThat(next).isEqualTo(page.replace("one", "three"));
  }
}
