package org.parley.tlibgateway.translation;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parley.contracts.im.ImEvent.MessageReceipt;
import org.parley.contracts.im.ImMessage;
import org.parley.tlib.KvList;
import org.parley.tlib.KvValue;

/** Instant messages as Extensions. */
public final class ImMessages {
  /** Records in one message, at most. */
  static final int PAGE_RECORDS = 500;

  /** JSON bytes of the texts in one message, at most, unless one record alone is longer. */
  static final int PAGE_BYTES = 512 * 1024;

  private static final int RECORD_OVERHEAD = 512;
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

  private ImMessages() {}

  static KvList message(ImMessage message) {
    Map<String, KvValue> pairs = LinkedHashMap.newLinkedHashMap(10);
    pairs.put(ImKeys.TEXT, text(message.text()));
    pairs.put(ImKeys.MSG_ID, text(message.messageId()));
    pairs.put(ImKeys.CONTENT_TYPE, text(message.contentType()));
    pairs.put(ImKeys.SEQ, new KvValue.Int(message.seq()));
    pairs.put(ImKeys.TIME, text(time(message.time())));
    pairs.put(ImKeys.FROM_DN, text(message.from().number()));
    pairs.put(ImKeys.FROM_NAME, text(message.fromName()));
    pairs.put(ImKeys.FROM_LOCATION, text(message.fromLocation()));
    pairs.put(ImKeys.FROM_ROLE, text(lowerCase(message.fromRole())));
    pairs.put(ImKeys.VISIBILITY, text(lowerCase(message.visibility())));
    return KvList.copyOf(pairs);
  }

  static KvList receipt(String messageId, int seq, Instant time) {
    return KvList.of(ImKeys.MSG_ID, messageId).with(ImKeys.SEQ, seq).with(ImKeys.TIME, time(time));
  }

  static KvList receipt(MessageReceipt receipt) {
    return receipt(receipt.messageId(), receipt.seq(), receipt.time());
  }

  /** As many of these messages as fit into one event, and whether there are more. */
  public static KvList page(List<ImMessage> messages) {
    Map<String, KvValue> records = new LinkedHashMap<>();
    int bytes = 0;
    for (ImMessage message : messages) {
      bytes += RECORD_OVERHEAD + jsonLength(message.text()) + jsonLength(message.messageId());
      if (!records.isEmpty() && (records.size() == PAGE_RECORDS || bytes > PAGE_BYTES)) {
        break;
      }
      records.put(Integer.toString(records.size() + 1), new KvValue.Nested(message(message)));
    }
    KvList page = KvList.empty().with(ImKeys.TRANSCRIPT, KvList.copyOf(records));
    return records.size() < messages.size() ? page.with(ImKeys.MORE, 1) : page;
  }

  /** Bytes that a string takes in JSON. */
  private static int jsonLength(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20) {
        bytes += 6;
      } else if (c < 0x80) {
        bytes += c == '"' || c == '\\' ? 2 : 1;
      } else {
        bytes += c < 0x800 ? 2 : 3;
      }
    }
    return bytes;
  }

  private static String time(Instant time) {
    return MICROSECONDS.format(time);
  }

  private static KvValue text(String value) {
    return new KvValue.Text(value);
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
