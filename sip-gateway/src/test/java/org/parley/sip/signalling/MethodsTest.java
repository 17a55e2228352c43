package org.parley.sip.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MethodsTest {

  @Test
  void what_is_allowed_is_taken() {
    var allowed = new TreeSet<>(List.of(Methods.ALL.split(", ")));
    allowed.removeAll(List.of("ACK", "CANCEL"));
    var taken = new TreeSet<>(Methods.TAKEN);
    assertThat(taken).containsAll(allowed);
    taken.removeAll(allowed);
    assertThat(taken).containsExactly("NOTIFY", "SUBSCRIBE");
  }
}
