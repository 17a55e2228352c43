package org.parley.bench.im;

import java.nio.charset.StandardCharsets;
import org.parley.tlib.Dn;
import org.parley.tlib.KvList;
import org.parley.tlib.TlibCodec;
import org.parley.tlib.TlibRequest;

/** A message of one party, encoded once; each use only writes its number into it. */
final class Template {
  /** Added to a message's number, so that it always has ten digits. */
  static final int OFFSET = 1_000_000_000;

  private static final int DIGITS = 10;
  private static final String FILLER =
      " The quick brown fox jumps over the lazy dog while the agents talk about the next case.";

  private final byte[] json;
  private final int referenceId;
  private final int messageId;
  private final int text;

  Template(SessionSetup.Party party) {
    String number = Integer.toString(OFFSET);
    json =
        TlibCodec.encode(
            new TlibRequest.PrivateService(
                OFFSET,
                new Dn(Long.toString(party.dn())),
                party.connId(),
                null,
                8001,
                null,
                null,
                KvList.of("im-text", number + FILLER).with("im-msg-id", "m" + number)));
    String all = new String(json, StandardCharsets.US_ASCII);
    referenceId = all.indexOf(number, all.indexOf("\"referenceId\""));
    messageId = all.indexOf(number, all.indexOf("\"im-msg-id\""));
    text = all.indexOf(number, all.indexOf("\"im-text\""));
  }

  /** The request with that number; valid until the next call. */
  byte[] numbered(int message) {
    write(referenceId, message);
    write(messageId, message);
    write(text, message);
    return json;
  }

  private void write(int at, int message) {
    int rest = OFFSET + message;
    for (int digit = DIGITS - 1; digit >= 0; digit--) {
      json[at + digit] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
