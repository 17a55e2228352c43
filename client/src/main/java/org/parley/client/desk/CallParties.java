package org.parley.client.desk;

import java.util.List;
import java.util.stream.IntStream;
import org.parley.client.desk.Line.Tone;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;

/** The parties of a call, from the Extensions of EventPartyInfo. */
final class CallParties {
  static final int MOST_PARTIES = 100;
  private static final int TELEPHONY = 0xF;
  private static final int NO_LISTEN = 0x10;
  private static final int NO_TALK = 0x20;

  private CallParties() {}

  /**
   * @param n of the party, from 1
   */
  static Line line(KvList keys, int n, Dn own) {
    String number = keys.text("party-" + n).orElse("?");
    String name = keys.text("name-" + n).orElse(number);
    int mask = keys.integer("state-" + n).orElse(0);
    Line line =
        Line.of("  %-14s %-12s ".formatted(SafeText.of(number), SafeText.of(name)))
            .and(isConnected(mask) ? Tone.GOOD : Tone.PLAIN, words(mask));
    return number.equals(own.number()) ? line.and(Tone.QUIET, "  you") : line;
  }

  /** Those that have answered, without the own one. */
  static List<String> others(KvList keys, Dn own) {
    return IntStream.rangeClosed(1, MOST_PARTIES)
        .filter(n -> hasAnswered(keys.integer("state-" + n).orElse(0)))
        .mapToObj(n -> keys.text("party-" + n).orElse("?"))
        .filter(number -> !number.equals(own.number()))
        .toList();
  }

  private static boolean hasAnswered(int mask) {
    int telephony = mask & TELEPHONY;
    return telephony == 0xC || telephony == 0xE;
  }

  private static boolean isConnected(int mask) {
    return (mask & TELEPHONY) == 0xC && (mask & (NO_LISTEN | NO_TALK)) == 0;
  }

  private static String words(int mask) {
    if ((mask & NO_LISTEN) != 0) {
      return "private: hears music, is not heard";
    }
    boolean muted = (mask & NO_TALK) != 0;
    return switch (mask & TELEPHONY) {
      case 0xC -> muted ? "muted" : "talking";
      case 0xE -> muted ? "has it on hold, muted" : "has it on hold";
      case 0xA -> "rings";
      default -> "is being called";
    };
  }
}
