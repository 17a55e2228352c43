package org.parley.client.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Attribute;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
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
    int calls = callsIn(state.extensions());
    String agent = state.find(Attribute.AGENT_ID).map(SafeText::of).orElse("-");
    return Line.of("  %-10s %-12s ".formatted(number, agent))
        .and(status == AgentStatus.READY ? Tone.GOOD : Tone.PLAIN, "%-12s".formatted(words(status)))
        .and(Tone.QUIET, calls == 0 ? "" : calls == 1 ? "1 session" : calls + " sessions")
        .and(Tone.QUIET, number.equals(own) ? "  you" : "");
  }

  private static int callsIn(KvList extensions) {
    int calls = 0;
    while (calls < MOST_CALLS_COUNTED && extensions.get("conn-" + (calls + 1)) != null) {
      calls++;
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
