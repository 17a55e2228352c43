package org.parley.tlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.parley.tlib.TlibRequest.RegisterClient;

class TextFormTest {
  private static final TlibEvent RINGING =
      TlibEvent.of(MessageType.EVENT_RINGING)
          .with(Attribute.THIS_DN, new Dn("1002"))
          .with(Attribute.CONN_ID, new ConnId(0x0500000000000001L))
          .with(Attribute.MEDIA_TYPE, MediaType.CHAT)
          .with(Attribute.USER_EVENT, MessageType.EVENT_QUEUED)
          .with(Attribute.TIME, Instant.parse("2026-11-21T12:00:00Z"))
          .with(Attribute.USER_DATA, KvList.of("customer", "Ann").with("age", 40))
          .with(
              Attribute.EXTENSIONS,
              KvList.of("im-text", "h\uD83D\uDC4D\ni")
                  .with("im-seq", 1)
                  .with("im-transcript", KvList.empty().with("1", KvList.of("im-text", "secret"))));

  @Test
  void a_log_gets_texts_and_attached_data_as_lengths() {
    assertThat(TextForm.masked().print(RINGING))
        .isEqualTo(
            """
            message EventRinging
            \tAttributeThisDN\t'1002'
            \tAttributeConnID\t0500000000000001
            \tAttributeMediaType\t5
            \tAttributeUserEvent\tEventQueued
            \tAttributeTime\t'2026-11-21T12:00:00Z'
            \tAttributeUserData\t[2]
            \t\t'customer'\t[3 characters]
            \t\t'age'\t[integer]
            \tAttributeExtensions\t[3]
            \t\t'im-text'\t[4 characters]
            \t\t'im-seq'\t1
            \t\t'im-transcript'\t[1]
            \t\t\t'1'\t[1]
            \t\t\t\t'im-text'\t[6 characters]\
            """);
  }

  @Test
  void the_open_form_shows_them_in_one_line_each() {
    assertThat(TextForm.open().print(RINGING))
        .contains("\t\t'customer'\t'Ann'\n\t\t'age'\t40\n")
        .contains("\t\t'im-text'\t'h\uD83D\uDC4D\\u{a}i'\n");
  }

  @Test
  void a_password_never_shows() {
    var request = new RegisterClient(1, "desk", "1001", "swordfish", "tok-en", null, null);

    assertThat(TextForm.open().print(request))
        .isEqualTo(
            """
            message RequestRegisterClient
            \tAttributeApplicationName\t'desk'
            \tAttributeUserName\t'1001'
            \tAttributePassword\t[hidden]
            \tAttributeToken\t[hidden]
            \tAttributeReferenceID\t1\
            """);
  }

  @Test
  void every_attribute_prints() {
    String text = TextForm.masked().print(TlibCodecTest.everyAttribute(MessageType.EVENT_ACK));

    for (Attribute<?> attribute : Attribute.all()) {
      assertThat(text).contains("\n\tAttribute" + attribute.vendorName() + "\t");
    }
  }

  @Test
  void keys_may_be_a_secret_number() {
    var pressed =
        new VoiceRequest.SendDTMF(
            7, new Dn("1001"), ConnId.parse("0400000000000001"), "4711#", null, null);
    assertThat(TextForm.masked().print(pressed))
        .contains("DTMFDigits\t[5 keys]")
        .doesNotContain("4711");
    assertThat(TextForm.open().print(pressed)).contains("'4711#'");
  }
}
