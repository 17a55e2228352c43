package org.parley.sip.stack.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.sip.guard.Echo;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;

/** Answers as they go out. */
public final class AnswerText {
  private static final String SERVER = "Parley";

  private AnswerText() {}

  /**
   * @param toTag added to To where the request has none; null to add none
   * @param contact the Contact, if the answer is to have one and brings none itself
   * @param recordRoutes of the request, if the answer makes a dialog
   */
  public static byte[] of(
      Echo echo,
      Answer answer,
      @Nullable String toTag,
      @Nullable String contact,
      List<NameAddr> recordRoutes) {
    Text text = new Text().line("SIP/2.0 " + answer.code() + " " + answer.reason());
    for (String via : echo.vias()) {
      text.field("Via", via);
    }
    if (echo.from() != null) {
      text.field("From", echo.from());
    }
    if (echo.to() != null) {
      text.field("To", toTag == null ? echo.to() : echo.to() + ";tag=" + toTag);
    }
    if (echo.callId() != null) {
      text.field("Call-ID", echo.callId());
    }
    if (echo.cseq() != null) {
      text.field("CSeq", echo.cseq());
    }
    for (NameAddr route : recordRoutes) {
      text.field("Record-Route", route.toString());
    }
    if (contact != null && answer.headers().first("Contact").isEmpty()) {
      text.field("Contact", "<" + contact + ">");
    }
    text.field("Server", SERVER);
    for (HeaderFields.Field field : answer.headers().fields()) {
      text.field(field.name(), field.value());
    }
    return text.with(answer.body());
  }

  /** An answer without a transaction, to a request that need not have been understood. */
  public static byte[] stateless(Echo echo, Answer answer, @Nullable String toTag) {
    return of(echo, answer, toTag, null, List.of());
  }

  /** 100 (RFC 3261 section 8.2.6.1): no tag, nothing else. */
  public static byte[] trying(Echo echo) {
    return of(
        echo,
        new Answer(100, "Trying", null, HeaderFields.none(), Body.none()),
        null,
        null,
        List.of());
  }
}
