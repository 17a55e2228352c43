package org.parley.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.sip.dialog.Dialog.Order;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.OutgoingRequest;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.SipResponse;
import org.parley.sip.message.Transport;

class DialogTest {
  private static final Flow UDP = new Flow(Transport.UDP, "192.0.2.1", 5070);
  private static final Flow TLS = new Flow(Transport.TLS, "2001:db8::1", 5070);
  private static final NameAddr ANNA = NameAddr.of("sip:1001@a.example").withTag("anna");
  private static final NameAddr BEN = NameAddr.of("sip:1002@a.example");
  private static final NameAddr CONTACT = NameAddr.of("sip:phone@192.0.2.1:5070");
  private static final NameAddr P1 = NameAddr.of("sip:p1.example;lr").with("x", "1");
  private static final NameAddr P2 = NameAddr.of("sip:p2.example;lr");

  private static SipRequest invite(List<NameAddr> routes, Flow source) {
    return new SipRequest(
        "INVITE",
        "sip:1002@a.example",
        ANNA,
        BEN,
        "call-1",
        314,
        List.of(CONTACT),
        routes,
        HeaderFields.none(),
        Body.none(),
        source);
  }

  private static OutgoingRequest ourInvite() {
    return new OutgoingRequest(
        "INVITE",
        "sip:phone@192.0.2.1:5070",
        ANNA,
        BEN,
        "call-1",
        7,
        List.of(),
        HeaderFields.none(),
        Body.none(),
        UDP);
  }

  private static SipResponse ok(List<NameAddr> contacts, List<NameAddr> routes) {
    return new SipResponse(
        200,
        "OK",
        ANNA,
        BEN.withTag("ben"),
        "call-1",
        7,
        "INVITE",
        contacts,
        routes,
        HeaderFields.none(),
        Body.none(),
        UDP,
        false);
  }

  @Test
  void the_server_keeps_the_record_route_in_its_order_and_answers_to_the_contact() {
    Dialog dialog = Dialog.asServer(invite(List.of(P1, P2), UDP), "ours");
    OutgoingRequest bye = dialog.next().request("BYE", HeaderFields.none(), Body.none());
    assertThat(bye.routes()).containsExactly(P1, P2);
    assertThat(bye.requestUri()).isEqualTo(CONTACT.uri());
    assertThat(bye.from()).isEqualTo(BEN.withTag("ours"));
    assertThat(bye.to()).isEqualTo(ANNA);
    assertThat(bye.cseq()).isEqualTo(1);
    assertThat(dialog.remoteCseq()).isEqualTo(314);
  }

  @Test
  void the_client_reverses_the_record_route_and_goes_on_with_its_cseq() {
    Dialog dialog =
        Dialog.asClient(ourInvite(), ok(List.of(NameAddr.of("sip:b@192.0.2.7")), List.of(P1, P2)));
    assertThat(dialog.routeSet()).containsExactly(P2, P1);
    assertThat(dialog.ack(7, Body.none()).cseq()).isEqualTo(7);
    OutgoingRequest message = dialog.next().request("MESSAGE", HeaderFields.none(), Body.none());
    assertThat(message.cseq()).isEqualTo(8);
    assertThat(message.requestUri()).isEqualTo("sip:b@192.0.2.7");
    assertThat(message.to().tag()).isEqualTo("ben");
    assertThat(dialog.localTag()).isEqualTo("anna");
  }

  @Test
  void an_answer_without_a_contact_leaves_the_target_as_it_was() {
    assertThat(Dialog.asClient(ourInvite(), ok(List.of(), List.of())).remoteTarget())
        .isEqualTo("sip:phone@192.0.2.1:5070");
  }

  @Test
  void without_a_proxy_requests_go_where_the_far_end_was_seen() {
    assertThat(Dialog.asServer(invite(List.of(), UDP), "t").flow()).isEqualTo(UDP);
    assertThat(Dialog.asServer(invite(List.of(P1), UDP), "t").flow()).isNull();
    assertThat(Dialog.asServer(invite(List.of(P1), TLS), "t").flow()).isEqualTo(TLS);
    assertThat(Dialog.asClient(ourInvite(), ok(List.of(), List.of())).flow()).isEqualTo(UDP);
    assertThat(Dialog.asClient(ourInvite(), ok(List.of(), List.of(P1))).flow()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"313, TOO_LOW", "314, REPEATED", "315, IN_ORDER", "4294967295, IN_ORDER"})
  void requests_of_the_far_end_come_in_order(long cseq, Order order) {
    assertThat(Dialog.asServer(invite(List.of(), UDP), "t").order(cseq)).isEqualTo(order);
  }

  @Test
  void a_first_request_may_have_any_number_and_later_ones_count_from_it() {
    Dialog dialog = Dialog.asClient(ourInvite(), ok(List.of(), List.of()));
    assertThat(dialog.order(0)).isEqualTo(Order.IN_ORDER);
    assertThat(dialog.seen(5).order(4)).isEqualTo(Order.TOO_LOW);
  }

  @Test
  void a_target_refresh_changes_the_target_only() {
    Dialog dialog = Dialog.asServer(invite(List.of(P1), UDP), "t");
    Dialog moved = dialog.refreshed(List.of(NameAddr.of("sip:new@192.0.2.9")));
    assertThat(moved.remoteTarget()).isEqualTo("sip:new@192.0.2.9");
    assertThat(moved.routeSet()).isEqualTo(dialog.routeSet());
    assertThat(dialog.refreshed(List.of())).isEqualTo(dialog);
  }

  @Test
  void a_dialog_is_read_back_as_it_was_but_for_what_cannot_be_known() {
    for (Flow flow : new Flow[] {UDP, TLS}) {
      Dialog dialog = Dialog.asServer(invite(List.of(P1, P2), flow), "ours").over(flow).next();
      Dialog back =
          Dialog.restored(
              dialog.state(Optional.empty(), true, 1, 1), BEN.uri(), "sip:1001@a.example");
      assertThat(back)
          .isEqualTo(
              new Dialog(
                  "call-1",
                  BEN.withTag("ours"),
                  ANNA,
                  CONTACT.uri(),
                  List.of(P1, P2),
                  1 + Dialog.RESTART_GAP,
                  Dialog.UNKNOWN,
                  flow));
    }
  }
}
