package org.parley.client.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibEvent;

/** Who is there, from the EventAddressInfo of each number. */
final class Presence {
  private static final int MOST_CALLS_COUNTED = 1000;

  private Presence() {}

  /** A line for each number with somebody there, one for all where nobody is logged in. */
  static List<Line> lines(List<TlibEvent> states, Dn own) {
    var lines = new ArrayList<Line>();
    var away = new ArrayList<String>();
    states.stream()
        .sorted(Comparator.comparing(state -> state.require(Attribute.THIS_DN).number()))
        .forEach(state -> {
          if (statusOf(state) == AgentStatus.LOGGED_OUT) {
            away.add(state.require(Attribute.THIS_DN).number());
          } else {
            lines.add(line(state, own));
          }
        });
    if (!away.isEmpty()) {
      lines.add(
          Line.of(Tone.QUIET, "  nobody at: " + away.stream().collect(Collectors.joining(" "))));
    }
    return lines;
  }

  private static Line line(TlibEvent state, Dn own) {
    Dn number = state.require(Attribute.THIS_DN);
    AgentStatus status = statusOf(state);
    KvList extensions = state.extensions();
    String agent = state.find(Attribute.AGENT_ID).map(SafeText::of).orElse("-");
    return Line.of("  %-10s %-12s ".formatted(number, agent))
        .and(status == AgentStatus.READY ? Tone.GOOD : Tone.PLAIN, "%-12s".formatted(words(status)))
        .and(
            Tone.QUIET,
            Stream.of(
                    count(callsOf(extensions, false), "session"),
                    count(callsOf(extensions, true), "call"))
                .filter(some -> !some.isEmpty())
                .collect(Collectors.joining(", ")))
        .and(Tone.QUIET, number.equals(own) ? "  you" : "");
  }

  private static String count(int calls, String of) {
    return calls == 0 ? "" : calls == 1 ? "1 " + of : calls + " " + of + "s";
  }

  private static int callsOf(KvList extensions, boolean spoken) {
    int calls = 0;
    for (int n = 1; n <= MOST_CALLS_COUNTED && extensions.get("conn-" + n) != null; n++) {
      boolean isVoice = extensions.integer("mt-" + n).orElse(-1) == MediaType.VOICE.code();
      calls += isVoice == spoken ? 1 : 0;
    }
    return calls;
  }

  private static AgentStatus statusOf(TlibEvent state) {
    int code = state.extensions().integer("AgentStatus").orElse(0);
    return List.of(AgentStatus.values()).stream()
        .filter(known -> known.code() == code)
        .findFirst()
        .orElse(AgentStatus.LOGGED_OUT);
  }

  private static String words(AgentStatus status) {
    return switch (status) {
      case LOGGED_OUT -> "logged out";
      case LOGGED_IN -> "logged in";
      case READY -> "ready";
      case NOT_READY -> "not ready";
      case AFTER_CALL_WORK -> "after call";
      case WALK_AWAY -> "away";
    };
  }
}
