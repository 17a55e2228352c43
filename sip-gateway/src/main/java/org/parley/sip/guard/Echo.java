package org.parley.sip.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a request that its answer repeats (RFC 3261 section 8.2.6.2), as they came,
 * unfolded, and each only if it is there.
 *
 * @param method as written
 * @param vias from the top, at least one
 */
public record Echo(
    String method,
    List<String> vias,
    @Nullable String from,
    @Nullable String to,
    @Nullable String callId,
    @Nullable String cseq) {

  public Echo {
    vias = List.copyOf(vias);
  }

  /** Of the header fields of a request; null if it cannot be answered, or is an ACK. */
  public static @Nullable Echo of(Head head) {
    List<String> vias = head.all("Via");
    String method = head.method();
    if (head.isResponse() || vias.isEmpty() || method.isEmpty() || method.equals("ACK")) {
      return null;
    }
    return new Echo(
        method,
        vias,
        head.first("From"),
        head.first("To"),
        head.first("Call-ID"),
        head.first("CSeq"));
  }

  /** These, with other Vias. */
  public Echo with(List<String> others) {
    return new Echo(method, others, from, to, callId, cseq);
  }
}
