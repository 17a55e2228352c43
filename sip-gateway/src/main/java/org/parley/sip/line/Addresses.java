package org.parley.sip.line;

import java.util.LinkedHashMap;
import org.parley.callmodel.Party;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipUri;
import org.parley.tlib.Dn;

/** DNs as SIP addresses and back. A customer's DN is its address without the scheme. */
public final class Addresses {
  private static final String UNRESERVED = "-_.!~*'()&=+$,;?/";
  private static final int MAX_NAME = 64;

  private Addresses() {}

  /** The address of a party, with its name. */
  public static NameAddr of(Party party, String host) {
    return new NameAddr(party.name(), uri(party.dn(), host), new LinkedHashMap<>());
  }

  public static String uri(Dn dn, String host) {
    String number = dn.number();
    if (number.indexOf('@') > 0 && SipUri.parse("sip:" + number).isPresent()) {
      return "sip:" + number;
    }
    return "sip:" + escaped(number) + "@" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host);
  }

  private static String escaped(String number) {
    StringBuilder text = new StringBuilder();
    for (char c : number.toCharArray()) {
      if (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0) {
        text.append(c);
      } else {
        text.append(String.format("%%%02X", (int) c));
      }
    }
    return text.toString();
  }

  /** What a customer is called: the display name, if it has one that can be shown. */
  public static String name(NameAddr from, Dn dn) {
    String shown = from.displayName();
    if (shown == null) {
      return dn.number();
    }
    String name = shown.replaceAll("\\p{Cntrl}", " ").strip();
    return name.isEmpty() ? dn.number() : cut(name);
  }

  private static String cut(String name) {
    if (name.length() <= MAX_NAME) {
      return name;
    }
    boolean within = Character.isHighSurrogate(name.charAt(MAX_NAME - 1));
    return name.substring(0, within ? MAX_NAME - 1 : MAX_NAME);
  }
}
