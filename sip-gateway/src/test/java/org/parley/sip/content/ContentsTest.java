package org.parley.sip.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.im.ImMessage;
import org.parley.sip.content.Content.Composing;
import org.parley.sip.content.Content.NotDelivered;
import org.parley.sip.content.Content.Nothing;
import org.parley.sip.content.Content.Text;
import org.parley.sip.content.Content.Unreadable;
import org.parley.sip.message.Body;
import org.parley.sip.message.HeaderFields;
import org.parley.tlib.Dn;

class ContentsTest {
  private static final HeaderFields NO_HEADERS = HeaderFields.none();

  private static Content read(String type, String text) {
    return Contents.read(Body.of(type, text), NO_HEADERS, 20);
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, UTF-8",
    "TEXT/Plain; charset=\"utf-8\", UTF-8",
    "text/plain;charset=ISO-8859-1, ISO-8859-1",
    "text/plain; format=flowed ;Charset=iso-8859-1, ISO-8859-1",
  })
  void text_is_read_in_its_charset(String type, String charset) throws Exception {
    assertThat(Contents.read(Body.of(type, "Grüße".getBytes(charset)), NO_HEADERS, 20))
        .isEqualTo(new Text("Grüße"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain;charset=utf-16", "message/cpim", "", "nonsense"})
  void other_types_and_charsets_are_415(String type) {
    assertThat(read(type, "hello"))
        .isInstanceOfSatisfying(Unreadable.class, bad -> assertThat(bad.code()).isEqualTo(415));
  }

  @Test
  void a_compressed_body_is_415() {
    assertThat(
            Contents.read(
                Body.of("text/plain", "x"), HeaderFields.of("Content-Encoding", "gzip"), 20))
        .isInstanceOfSatisfying(Unreadable.class, bad -> assertThat(bad.code()).isEqualTo(415));
  }

  @Test
  void the_limit_is_in_bytes_of_utf_8() {
    assertThat(read("text/plain", "ü".repeat(10))).isInstanceOf(Text.class);
    assertThat(read("text/plain", "ü".repeat(10) + "."))
        .isInstanceOfSatisfying(Unreadable.class, bad -> assertThat(bad.code()).isEqualTo(413));
    byte[] latin = "ü".repeat(11).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Contents.read(Body.of("text/plain;charset=iso-8859-1", latin), NO_HEADERS, 20))
        .isInstanceOfSatisfying(Unreadable.class, bad -> assertThat(bad.code()).isEqualTo(413));
  }

  @Test
  void bytes_that_are_not_in_the_charset_are_400() {
    assertThat(Contents.read(Body.of("text/plain", new byte[] {(byte) 0xC3}), NO_HEADERS, 20))
        .isInstanceOfSatisfying(Unreadable.class, bad -> assertThat(bad.code()).isEqualTo(400));
  }

  @Test
  void no_body_is_nothing() {
    assertThat(Contents.read(Body.none(), NO_HEADERS, 20)).isEqualTo(new Nothing());
  }

  @ParameterizedTest
  @CsvSource({"active, true", "idle, false", "sleeping, false"})
  void typing_notices_are_read(String state, boolean active) {
    assertThat(
            read(
                Contents.COMPOSING,
                "<?xml version='1.0'?><isComposing xmlns='urn:ietf:params:xml:ns:im-iscomposing'>\n"
                    + "<state> "
                    + state
                    + " </state><refresh>90</refresh></isComposing>"))
        .isEqualTo(new Composing(active));
  }

  @Test
  void our_own_typing_notices_are_read_back() {
    for (boolean active : new boolean[] {true, false}) {
      assertThat(Contents.read(Outgoing.composing(active, Instant.EPOCH), NO_HEADERS, 1))
          .isEqualTo(new Composing(active));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<isComposing>",
        "<other><state>active</state></other>",
        "<isComposing/>",
        "<!DOCTYPE isComposing><isComposing><state>active</state></isComposing>",
        "<!DOCTYPE a [<!ENTITY x 'active'>]><isComposing><state>&x;</state></isComposing>",
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><isComposing><state>active</state></isComposing>",
        "<isComposing><state>&x;</state></isComposing>",
        "<a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a>",
      })
  void a_malformed_or_dangerous_notice_is_400(String xml) {
    assertThat(read(Contents.COMPOSING, xml + " "))
        .isInstanceOfSatisfying(Unreadable.class, bad -> assertThat(bad.code()).isEqualTo(400));
  }

  @Test
  void a_notice_that_is_too_large_is_400() {
    String xml = "<isComposing><state>active</state>" + " ".repeat(9000) + "</isComposing>";
    assertThat(read(Contents.COMPOSING, xml)).isInstanceOf(Unreadable.class);
    assertThat(read(Contents.COMPOSING, "<isComposing>" + "<a/>".repeat(200) + "</isComposing>"))
        .isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource({
    "delivery-notification, failed, 480",
    "delivery-notification, forbidden, 403",
    "delivery-notification, error, 500",
    "delivery-notification, delivered, 0",
    "display-notification, displayed, 0",
    "display-notification, error, 0",
  })
  void only_a_failed_delivery_is_news(String notice, String status, int code) {
    String xml =
        "<imdn xmlns='urn:ietf:params:xml:ns:imdn'><message-id>m-1</message-id>"
            + "<datetime>2026-01-01T00:00:00Z</datetime><%1$s><status><%2$s/></status></%1$s></imdn>"
                .formatted(notice, status);
    Content content = read(Contents.DISPOSITION, xml);
    if (code == 0) {
      assertThat(content).isEqualTo(new Nothing());
    } else {
      assertThat(content)
          .isInstanceOfSatisfying(
              NotDelivered.class,
              failed -> {
                assertThat(failed.messageId()).isEqualTo("m-1");
                assertThat(failed.sipCode()).isEqualTo(code);
              });
    }
  }

  @Test
  void no_bytes_make_the_reader_fail() {
    Random random = new Random(3994);
    byte[] good = Outgoing.composing(true, Instant.EPOCH).bytes();
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = good.clone();
      for (int j = 0; j < 3; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThat(Contents.read(Body.of(Contents.COMPOSING, bytes), NO_HEADERS, 20)).isNotNull();
      assertThat(Contents.read(Body.of(Contents.DISPOSITION, bytes), NO_HEADERS, 20)).isNotNull();
    }
  }

  @Test
  void a_message_is_written_with_what_tells_about_it() {
    ImMessage message =
        new ImMessage(
            3,
            "a b%\r\nX: ü",
            Instant.parse("2026-11-21T12:00:01.5Z"),
            new Dn("1001"),
            "anna",
            "A",
            ImMessage.SenderRole.AGENT,
            ImMessage.Visibility.ALL,
            "text/plain;charset=ISO-8859-1\r\nX-Evil: 1",
            "Grüße");
    assertThat(Outgoing.body(message)).isEqualTo(Body.of("text/plain;charset=UTF-8", "Grüße"));
    HeaderFields headers = Outgoing.headers(message);
    assertThat(headers.first("Date")).contains("Sat, 21 Nov 2026 12:00:01 GMT");
    assertThat(headers.first(Outgoing.MESSAGE_ID)).contains("a%20b%25%0D%0AX:%20%C3%BC");
    assertThat(headers.first(Outgoing.SEQ)).contains("3");
    assertThat(headers.first(Outgoing.FROM)).contains("1001");
  }
}
