package org.parley.contracts.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IP address, or all that begin with the same bits (CIDR).
 *
 * @param prefix how many bits count; all of them for a single address
 */
public record AddressBlock(InetAddress address, int prefix) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

  /** {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32}; no names. */
  public static Optional<AddressBlock> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      String literal = form.group(1);
      InetAddress address =
          literal.indexOf(':') < 0
              ? Inet4Address.ofLiteral(literal)
              : Inet6Address.ofLiteral(literal);
      int bits = address.getAddress().length * Byte.SIZE;
      int prefix = form.group(2) == null ? bits : Integer.parseInt(form.group(2));
      return prefix > bits ? Optional.empty() : Optional.of(new AddressBlock(address, prefix));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    int whole = prefix / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (ours[i] != theirs[i]) {
        return false;
      }
    }
    int rest = prefix % Byte.SIZE;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
  }
}
