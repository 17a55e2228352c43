package org.parley.bench.idle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapTest {
  @Test
  void g1_says_it_in_one_line() {
    String info =
        """
        12345:
         garbage-first heap   total reserved 524288K, committed 131072K, used 40960K [0x00000000e0000000, 0x0000000100000000)
          region size 1024K, 3 young (3072K), 1 survivors (1024K)
         Metaspace       used 60000K, committed 61000K, reserved 1114112K
          class space    used 7000K, committed 7200K, reserved 1048576K
        """;

    assertThat(Heap.used(info)).isEqualTo(40960L << 10);
  }

  @Test
  void serial_says_it_for_each_generation() {
    String info =
        """
        12345:
         def new generation   total 9792K, used 1000K [0x0, 0x0, 0x0)
          eden space 8704K,   5% used [0x0, 0x0, 0x0)
          from space 1088K,   0% used [0x0, 0x0, 0x0)
         tenured generation   total 21888K, used 2000K [0x0, 0x0, 0x0)
           the  space 21888K,   2% used [0x0, 0x0, 0x0)
         Metaspace       used 60000K, committed 61000K, reserved 1114112K
        """;

    assertThat(Heap.used(info)).isEqualTo(3000L << 10);
  }
}
