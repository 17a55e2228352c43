package org.parley.sip.stack.jain;

import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.parser.ContactParser;
import gov.nist.javax.sip.parser.FromParser;
import gov.nist.javax.sip.parser.HeaderParser;
import gov.nist.javax.sip.parser.RecordRouteParser;
import gov.nist.javax.sip.parser.RequestLineParser;
import gov.nist.javax.sip.parser.ToParser;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.parley.sip.guard.Echo;
import org.parley.sip.guard.Head;
import org.parley.sip.guard.Verdict.Accepted;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.stack.wire.Inbound;
import org.parley.sip.stack.wire.Via;

/** Reads a message that the guard has accepted. */
public final class JainParser {

  private JainParser() {}

  /**
   * @return null if there is something that this parser does not understand, whatever it threw
   */
  public static @Nullable Inbound parse(byte[] bytes, Accepted accepted, Flow source) {
    try {
      return read(bytes, accepted, source);
    } catch (Throwable e) {
      return null;
    }
  }

  private static Inbound read(byte[] bytes, Accepted accepted, Flow source) throws ParseException {
    Head head = Head.of(bytes, accepted.start(), accepted.head());
    List<String> vias = head.all("Via");
    Via via = Via.top(vias);
    if (!via.isSane()) {
      throw new ParseException("sent-by", 0);
    }
    Fields fields = Fields.of(head);
    Body body = body(bytes, accepted, fields.contentType);
    String[] cseq = Objects.requireNonNull(head.first("CSeq")).split("[ \t]+", 2);
    long number = Long.parseLong(cseq[0]);
    String callId = Objects.requireNonNull(head.first("Call-ID"));
    NameAddr from = single(new FromParser("From: " + head.first("From") + "\n"));
    NameAddr to = single(new ToParser("To: " + head.first("To") + "\n"));
    if (head.isResponse()) {
      String status = head.startLine();
      return new Inbound.Response(
          new SipResponse(
              Integer.parseInt(status, 8, 11, 10),
              status.length() > 12 ? status.substring(12) : "",
              from,
              to,
              callId,
              number,
              cseq[1],
              fields.contacts,
              fields.recordRoutes,
              fields.others(),
              body,
              source,
              false),
          via.branch() == null ? "" : via.branch());
    }
    new RequestLineParser(head.startLine() + "\n").parse();
    String[] line = head.startLine().split(" ", 3);
    SipRequest request =
        new SipRequest(
            line[0],
            line[1],
            from,
            to,
            callId,
            number,
            fields.contacts,
            fields.recordRoutes,
            fields.others(),
            body,
            source);
    Echo echo = Objects.requireNonNullElseGet(Echo.of(head), () -> acknowledged(head, vias));
    return new Inbound.Request(request, via, echo.with(via.stamped(vias, source)));
  }

  /** An ACK is never answered, but goes the same way. */
  private static Echo acknowledged(Head head, List<String> vias) {
    return new Echo("ACK", vias, head.first("From"), head.first("To"), null, null);
  }

  private static Body body(byte[] bytes, Accepted accepted, @Nullable String contentType) {
    int length = accepted.end() - accepted.head();
    if (length == 0 || contentType == null) {
      return Body.none();
    }
    byte[] content = new byte[length];
    System.arraycopy(bytes, accepted.head(), content, 0, length);
    return Body.of(contentType, content);
  }

  private static NameAddr single(HeaderParser parser) throws ParseException {
    return address((AddressParametersHeader) parser.parse());
  }

  private static NameAddr address(AddressParametersHeader header) {
    if (header instanceof Contact contact && contact.isWildCard()) {
      return NameAddr.of("*");
    }
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    for (Iterator<?> names = header.getParameterNames(); names.hasNext(); ) {
      String name = (String) names.next();
      @Nullable String value = header.getParameter(name, false);
      parameters.put(name.toLowerCase(Locale.ROOT), value == null ? "" : value);
    }
    @Nullable String name = header.getAddress().getDisplayName();
    return new NameAddr(
        name == null || name.isEmpty() ? null : unescaped(name),
        header.getAddress().getURI().toString(),
        parameters);
  }

  /** What a quoted string says (RFC 3261 section 25.1); the quotes are gone already. */
  private static String unescaped(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    var plain = new StringBuilder(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      if (quoted.charAt(i) == '\\' && i + 1 < quoted.length()) {
        i++;
      }
      plain.append(quoted.charAt(i));
    }
    return plain.toString();
  }

  /** The header fields by what becomes of them. */
  private static final class Fields {
    private final List<NameAddr> contacts = new ArrayList<>();
    private final List<NameAddr> recordRoutes = new ArrayList<>();
    private final List<HeaderFields.Field> others = new ArrayList<>();
    private @Nullable String contentType;

    private static Fields of(Head head) throws ParseException {
      Fields fields = new Fields();
      for (Head.Field field : head.fields()) {
        switch (field.name()) {
          case "Contact" ->
              addAll(
                  new ContactParser("Contact: " + field.value() + "\n").parse(), fields.contacts);
          case "Record-Route" ->
              addAll(
                  new RecordRouteParser("Record-Route: " + field.value() + "\n").parse(),
                  fields.recordRoutes);
          case "Content-Type" -> fields.contentType = field.value();
          case "Via", "From", "To", "Call-ID", "CSeq", "Content-Length" -> {}
          case String name -> fields.others.add(new HeaderFields.Field(name, field.value()));
        }
      }
      return fields;
    }

    private static void addAll(SIPHeader parsed, List<NameAddr> addresses) {
      for (Object header : (SIPHeaderList<?>) parsed) {
        addresses.add(address((AddressParametersHeader) header));
      }
    }

    private HeaderFields others() {
      return new HeaderFields(others);
    }
  }
}
