package org.parley.bench.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallResultTest {
  private static final int TOP = 3_200;
  private static final int COLUMNS = 7;

  private static Trial trial(int rate) {
    return new Trial(
        rate, 10 * rate, 0, 3, 0, 10, 10, new double[] {4, 9, 21}, Duration.ofNanos(1_500_000), "");
  }

  private static CallResult result(int ours, int kamailio) {
    return new CallResult(
        List.of(
            new CallResult.Row("Kamailio, 2 workers", kamailio, trial(kamailio / 2)),
            new CallResult.Row("Parley", ours, ours == 0 ? null : trial(ours / 2))),
        TOP);
  }

  @Test
  void three_tenths_of_kamailio_are_enough() {
    assertThat(result(480, 1_600).met()).isTrue();
    assertThat(result(480, 1_600).table()).contains("rate >= 0.3 of Kamailio, 0.30 | met |");
  }

  @Test
  void less_is_missed() {
    assertThat(result(400, 1_600).met()).isFalse();
    assertThat(result(400, 1_600).table()).contains("0.25 | **missed** |");
  }

  @Test
  void who_is_never_clean_misses() {
    assertThat(result(0, 1_600).met()).isFalse();
    assertThat(result(0, 1_600).table()).contains("| Parley | 0/s | - | - | - |");
  }

  @Test
  void nothing_is_claimed_where_kamailio_could_do_more() {
    assertThat(result(1_600, TOP).met()).isFalse();
    assertThat(result(1_600, TOP).table())
        .contains("at least 3,200/s")
        .contains("at most 0.50 | **not known** |");
  }

  @Test
  void too_little_of_what_kamailio_does_at_least_is_missed() {
    assertThat(result(600, TOP).table()).contains("at most 0.19 | **missed** |");
  }

  @Test
  void without_kamailio_nothing_is_judged_and_the_page_says_so() {
    var alone = new CallResult(List.of(new CallResult.Row("Parley", 200, trial(100))), TOP);

    assertThat(alone.met()).isTrue();
    assertThat(alone.notes()).anyMatch(note -> note.contains("not judged"));
  }

  @Test
  void every_row_has_the_columns_of_the_header() {
    assertThat(result(0, 1_600).table().lines())
        .allSatisfy(line -> assertThat(line.split("\\|", -1)).hasSize(COLUMNS + 2));
  }
}
