package org.parley.callmodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.tlib.KvList;
import org.parley.tlib.KvValue;

class AttachedDataTest {

  @Test
  void keys_and_strings_count_in_utf_8_and_lists_count_what_they_hold() {
    assertThat(AttachedData.bytes(KvList.empty())).isZero();
    assertThat(AttachedData.bytes(KvList.of("ab", "é😀"))).isEqualTo(2 + 2 + 4);
    assertThat(AttachedData.bytes(KvList.empty().with("n", 7))).isEqualTo(1 + 4);
    assertThat(AttachedData.bytes(KvList.empty().with("b", KvValue.Binary.of(new byte[3]))))
        .isEqualTo(1 + 3);
    assertThat(AttachedData.bytes(KvList.empty().with("list", KvList.of("a", "b"))))
        .isEqualTo(4 + 2);
  }
}
