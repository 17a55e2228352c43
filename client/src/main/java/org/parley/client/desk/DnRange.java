package org.parley.client.desk;

import java.util.ArrayList;
import java.util.List;
import org.parley.tlib.Dn;

/** Numbers as people write them: {@code 1001-1020 1100 5000}. */
public final class DnRange {
  /** Numbers that one list may name. */
  private static final int MAX = 200;

  private DnRange() {}

  /**
   * @throws IllegalArgumentException when that is no list of numbers and ranges
   */
  public static List<Dn> parse(String text) {
    var dns = new ArrayList<Dn>();
    for (String part : text.strip().split("[ ,]+")) {
      int dash = part.indexOf('-');
      if (dash > 0) {
        addRange(dns, part.substring(0, dash), part.substring(dash + 1));
      } else {
        dns.add(new Dn(part));
      }
      if (dns.size() > MAX) {
        throw new IllegalArgumentException("at most " + MAX + " numbers");
      }
    }
    return List.copyOf(dns);
  }

  private static void addRange(List<Dn> dns, String first, String last) {
    long from = number(first);
    long to = number(last);
    if (to < from || to - from >= MAX) {
      throw new IllegalArgumentException("a range has 1 to " + MAX + " numbers");
    }
    for (long n = from; n <= to; n++) {
      dns.add(new Dn(String.format("%0" + first.length() + "d", n)));
    }
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException invalid) {
      throw new IllegalArgumentException("a range goes from a number to a number");
    }
  }

  /** The first twenty of the hundred that a number lies in: where the demo's agents are. */
  static List<Dn> around(Dn dn) {
    try {
      long base = Long.parseLong(dn.number()) / 100 * 100;
      return parse((base + 1) + "-" + (base + 20));
    } catch (IllegalArgumentException notANumber) {
      return List.of(dn);
    }
  }
}
