package org.parley.bench.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class AskedResultTest {
  private static Histogram times(int count, int millis) {
    var histogram = new Histogram(3);
    IntStream.range(0, count)
        .forEach(_ -> histogram.recordValue(TimeUnit.MILLISECONDS.toNanos(millis)));
    return histogram;
  }

  private static AskedResult result(int refused, int deaf, Histogram apart) {
    return new AskedResult(refused, deaf, apart, times(200, 5));
  }

  @Test
  void the_slowest_hundredth_does_not_count() {
    Histogram times = times(198, 20);
    times.recordValue(TimeUnit.MILLISECONDS.toNanos(80));
    times.recordValue(TimeUnit.MILLISECONDS.toNanos(90));

    assertThat(result(0, 0, times).met()).isTrue();
    assertThat(result(0, 0, times).row()).contains("p99 <= 50 ms, 0.40 | met |");
  }

  @Test
  void slower_than_fifty_milliseconds_is_missed() {
    assertThat(result(0, 0, times(200, 60)).met()).isFalse();
    assertThat(result(0, 0, times(200, 60)).row()).contains("1.20 | **missed** |");
  }

  @Test
  void a_refusal_is_missed_however_quick_the_others_are() {
    assertThat(result(1, 0, times(199, 5)).met()).isFalse();
  }

  @Test
  void events_without_media_are_missed() {
    assertThat(result(0, 1, times(200, 5)).met()).isFalse();
    assertThat(result(0, 1, times(200, 5)).row()).contains("1 phones heard nothing");
  }

  @Test
  void nothing_measured_is_missed() {
    assertThat(result(0, 0, new Histogram(3)).met()).isFalse();
  }
}
