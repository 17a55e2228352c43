package org.parley.tlibgateway.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.contracts.Refusal;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibError;
import org.parley.tlib.WorkMode;

/** The sequences of t-library.md 3.4 that apply to an IM call, as golden files. */
class ImTranslationTest {
  private static final Instant AT = Instant.parse("2026-11-21T12:00:00.123456Z");
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");
  private static final Dn CUSTOMER = new Dn("zoe@customers.example");
  private static final ConnId CONN_ID = ConnId.parse("1500000000000abc");

  private final AgentDirectory agents =
      AgentDirectory.evolve(
          null,
          new RoutingEvent.LoggedIn(
              asker(1),
              ANNA,
              new AgentState(
                  "agent-1",
                  "anna",
                  AgentStatus.READY,
                  WorkMode.MANUAL_IN,
                  KvList.empty(),
                  List.of(),
                  AT),
              null,
              KvList.empty(),
              KvList.empty()));

  private @Nullable ImSession session;

  private static Origin asker(int referenceId) {
    return new Origin("gateway", 1, referenceId);
  }

  private static Call call(KvList userData) {
    return new Call(
        CONN_ID,
        MediaType.CHAT,
        CallType.INTERNAL,
        AT,
        List.of(
            new Party(ANNA, "anna", "A", DnRole.ORIGINATION, PartyState.DIALING),
            new Party(BEN, "1002", "A", DnRole.DESTINATION, PartyState.ALERTING)),
        userData);
  }

  private static ImMessage message(int seq, Dn from, String text) {
    return new ImMessage(
        seq,
        "m" + seq,
        AT.plusSeconds(seq),
        from,
        from.equals(ANNA) ? "anna" : from.equals(BEN) ? "ben" : "Zoe",
        "A",
        from.equals(CUSTOMER) ? ImMessage.SenderRole.CUSTOMER : ImMessage.SenderRole.AGENT,
        ImMessage.Visibility.ALL,
        "text/plain;charset=UTF-8",
        text);
  }

  private static ImEvent said(@Nullable Origin origin, int seq, Dn from, String text) {
    return new ImEvent.Said(origin, CONN_ID, message(seq, from, text));
  }

  private static ImEvent invited(KvList userData) {
    return new ImEvent.Invited(asker(17), CONN_ID, call(userData), AT.plusSeconds(30), null);
  }

  private static ImEvent invitedByEndpoint() {
    Call call = call(KvList.empty()).with(BEN, PartyState.INITIATED);
    return new ImEvent.Invited(asker(17), CONN_ID, call, AT.plusSeconds(30), null);
  }

  private static ImEvent invitedByCustomer() {
    Call call =
        new Call(
            CONN_ID,
            MediaType.CHAT,
            CallType.INBOUND,
            AT,
            List.of(
                new Party(CUSTOMER, "Zoe", "A", DnRole.ORIGINATION, PartyState.DIALING),
                new Party(BEN, "1002", "A", DnRole.DESTINATION, PartyState.ALERTING)),
            KvList.empty());
    return new ImEvent.Invited(asker(17), CONN_ID, call, AT.plusSeconds(30), null);
  }

  private static ImEvent accepted() {
    return new ImEvent.Accepted(asker(3), CONN_ID, BEN, "ben");
  }

  private static ImEvent ended(@Nullable Dn by, EndCause cause) {
    return new ImEvent.Ended(
        by == null ? null : asker(9), CONN_ID, by, cause, AT, AT.plus(Duration.ofMinutes(1)));
  }

  /** One record: what it tells, and the session after it. */
  private List<Delivery> record(ImEvent... events) {
    List<Delivery> told =
        ImTranslation.translate(session, List.of(events), AT, ImNumbers.DEFAULT, agents);
    for (ImEvent event : events) {
      session = ImSession.evolve(session, event);
    }
    return told;
  }

  private void invite() {
    var unused = record(invited(KvList.of("case", "7")), said(null, 1, ANNA, "Hello"));
  }

  private void connect() {
    invite();
    var unused = record(accepted());
  }

  @Test
  void an_invitation_dials_and_rings_with_its_first_message() throws Exception {
    Golden.verify(
        "invitation", record(invited(KvList.of("case", "7")), said(null, 1, ANNA, "Hello")));
  }

  @Test
  void an_invitation_without_a_message_rings_with_the_name_of_the_inviter() throws Exception {
    Golden.verify("invitation-without-message", record(invited(KvList.empty())));
  }

  @Test
  void an_inviter_that_goes_on_writing_hears_itself_and_the_invited_party_nothing_yet()
      throws Exception {
    invite();
    Golden.verify("message-while-ringing", record(said(asker(5), 2, ANNA, "Are you there?")));
  }

  @Test
  void acceptance_establishes_both_and_tells_the_accepting_party_what_was_said() throws Exception {
    invite();
    Golden.verify("acceptance", record(accepted()));
  }

  @Test
  void acceptance_of_an_invitation_without_a_message_has_no_transcript() throws Exception {
    var unused = record(invited(KvList.empty()));
    Golden.verify("acceptance-without-message", record(accepted()));
  }

  @Test
  void a_message_is_acknowledged_to_its_sender_and_told_to_both() throws Exception {
    connect();
    Golden.verify("message", record(said(asker(6), 2, BEN, "Hi \uD83D\uDE00")));
  }

  @Test
  void a_repeated_message_is_acknowledged_as_it_was_and_told_to_nobody() throws Exception {
    connect();
    Golden.verify(
        "message-repeated",
        record(
            new ImEvent.Acknowledged(
                asker(7), CONN_ID, new ImEvent.MessageReceipt("m1", 1, AT.plusSeconds(1)))));
  }

  @Test
  void typing_is_told_to_the_other_party() throws Exception {
    connect();
    Golden.verify(
        "typing",
        record(
            new ImEvent.Typed(CONN_ID, ANNA, true),
            new ImEvent.Acknowledged(asker(8), CONN_ID, null)));
  }

  @Test
  void changed_user_data_is_told_to_both_as_a_whole() throws Exception {
    connect();
    Golden.verify(
        "user-data",
        record(
            new ImEvent.UserDataChanged(
                asker(9), CONN_ID, BEN, KvList.of("case", "7").with("n", 2))));
  }

  @Test
  void deleted_user_data_is_told_as_an_empty_list() throws Exception {
    connect();
    Golden.verify(
        "user-data-deleted",
        record(new ImEvent.UserDataChanged(asker(9), CONN_ID, BEN, KvList.empty())));
  }

  @Test
  void a_rejection_makes_the_destination_busy() throws Exception {
    invite();
    Golden.verify("rejection", record(ended(BEN, EndCause.REJECTED)));
  }

  @Test
  void no_answer_in_time_makes_the_destination_not_answer() throws Exception {
    invite();
    Golden.verify("no-answer", record(ended(null, EndCause.EXPIRED)));
  }

  @Test
  void a_cancelled_invitation_is_abandoned() throws Exception {
    invite();
    Golden.verify("cancellation", record(ended(ANNA, EndCause.CANCELLED)));
  }

  @Test
  void a_release_by_the_inviter_releases_both() throws Exception {
    connect();
    Golden.verify("release-by-inviter", record(ended(ANNA, EndCause.RELEASED)));
  }

  @Test
  void a_release_by_the_invited_party_releases_both() throws Exception {
    connect();
    Golden.verify("release-by-invited", record(ended(BEN, EndCause.RELEASED)));
  }

  private void inviteEndpoint() {
    var unused = record(invitedByEndpoint(), said(null, 1, ANNA, "Hello"));
  }

  @Test
  void an_invitation_to_an_endpoint_only_dials() throws Exception {
    Golden.verify("endpoint-invitation", record(invitedByEndpoint(), said(null, 1, ANNA, "Hello")));
  }

  @Test
  void an_endpoint_that_rings_lets_its_desktops_ring_with_the_first_message() throws Exception {
    inviteEndpoint();
    var unused = record(said(asker(5), 2, ANNA, "Are you there?"));
    Golden.verify("endpoint-rings", record(new ImEvent.Alerted(asker(3), CONN_ID, BEN)));
  }

  @Test
  void an_endpoint_that_answers_without_ringing_lets_its_desktops_ring_first() throws Exception {
    inviteEndpoint();
    Golden.verify("endpoint-answers", record(new ImEvent.Alerted(null, CONN_ID, BEN), accepted()));
  }

  @Test
  void what_is_said_while_an_endpoint_does_not_ring_is_heard_by_the_inviter_alone() {
    inviteEndpoint();
    assertThat(record(said(asker(5), 2, ANNA, "Are you there?")))
        .filteredOn(Delivery.ToDn.class::isInstance)
        .extracting(delivery -> ((Delivery.ToDn) delivery).dn())
        .containsExactly(ANNA);
  }

  @Test
  void attached_data_is_no_news_for_a_party_whose_endpoint_does_not_ring() {
    inviteEndpoint();
    assertThat(record(new ImEvent.UserDataChanged(asker(9), CONN_ID, ANNA, KvList.of("case", "7"))))
        .extracting(delivery -> ((Delivery.ToDn) delivery).dn())
        .containsExactly(ANNA);
  }

  @ParameterizedTest
  @EnumSource(
      value = EndCause.class,
      names = {"UNANSWERED", "OUT_OF_SERVICE", "UNKNOWN_ADDRESS", "UNREACHABLE"})
  void an_endpoint_that_is_not_reached_is_told_to_the_inviter_and_to_who_was_alerted(EndCause cause)
      throws Exception {
    inviteEndpoint();
    String name = "endpoint-" + cause.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Golden.verify(name, record(ended(BEN, cause)));

    session = null;
    invite();
    Golden.verify(name + "-after-ringing", record(ended(BEN, cause)));
  }

  @ParameterizedTest
  @EnumSource(
      value = EndCause.class,
      names = {"EXPIRED", "CANCELLED"})
  void a_party_whose_endpoint_never_rang_hears_nothing_of_the_end(EndCause cause) {
    inviteEndpoint();
    Dn by = cause == EndCause.CANCELLED ? ANNA : null;
    assertThat(record(ended(by, cause)))
        .extracting(delivery -> ((Delivery.ToDn) delivery).dn())
        .containsOnly(ANNA);
  }

  @Test
  void a_desktop_that_rejects_what_does_not_ring_yet_is_answered() {
    inviteEndpoint();
    assertThat(record(ended(BEN, EndCause.REJECTED)))
        .filteredOn(Delivery.ToAsker.class::isInstance)
        .singleElement()
        .satisfies(delivery -> {
          assertThat(((Delivery.ToAsker) delivery).asker()).isEqualTo(asker(9));
          assertThat(delivery.event().type()).isEqualTo(MessageType.EVENT_RELEASED);
        });
  }

  @Test
  void a_session_that_nobody_uses_is_released_at_both() throws Exception {
    connect();
    Golden.verify("idle", record(ended(null, EndCause.IDLE)));
  }

  @Test
  void a_message_that_did_not_arrive_is_told_to_its_sender() throws Exception {
    connect();
    Golden.verify(
        "undelivered",
        record(
            new ImEvent.Undelivered(
                asker(3), CONN_ID, BEN, ANNA, "m1", 1, 415, "Unsupported Media Type")));
  }

  @Test
  void a_customer_calls_with_its_address_and_the_number_that_it_called() throws Exception {
    Golden.verify(
        "customer-invitation", record(invitedByCustomer(), said(null, 1, CUSTOMER, "My bill")));
    Golden.verify("customer-acceptance", record(accepted()));
    Golden.verify("customer-message", record(said(asker(6), 2, BEN, "Good morning")));
  }

  @Test
  void a_refusal_is_an_error_for_the_asker_alone() throws Exception {
    Golden.verify(
        "refusal",
        record(
            new ImEvent.Refused(
                asker(4),
                CONN_ID,
                ANNA,
                new Refusal(TlibError.DEST_INV_STATE, "DN 1002 does not take IM"))));
  }

  @Test
  void a_session_that_is_forgotten_is_nobodys_news() {
    connect();
    var unused = record(ended(BEN, EndCause.RELEASED));
    assertThat(record(new ImEvent.Forgotten(CONN_ID))).isEmpty();
  }

  @Test
  void numbers_of_the_private_services_are_the_configured_ones() {
    connect();
    var numbers = new ImNumbers(1, 22, 33, 4, 5, 66);
    List<Delivery> told =
        ImTranslation.translate(
            session, List.of(said(null, 2, ANNA, "x")), AT, numbers, AgentDirectory.empty());
    assertThat(told)
        .allMatch(d -> d.event().type() == MessageType.EVENT_PRIVATE_INFO)
        .extracting(d -> d.event().require(org.parley.tlib.Attribute.PRIVATE_MSG_ID))
        .containsExactly(22, 22);
  }

  @Test
  void a_call_uuid_has_32_characters_and_differs_from_call_to_call() {
    List<String> uuids = new ArrayList<>();
    for (long root = 1; root <= 1000; root++) {
      uuids.add(CallEvents.callUuid(ConnId.of(1, ConnId.Medium.IM, root)));
    }
    assertThat(uuids).doesNotHaveDuplicates().allMatch(uuid -> uuid.matches("[0-9A-F]{32}"));
  }

  @Test
  void a_page_of_a_transcript_has_at_most_500_records_and_says_that_there_are_more() {
    List<ImMessage> messages = new ArrayList<>();
    for (int seq = 1; seq <= 501; seq++) {
      messages.add(message(seq, ANNA, "x"));
    }
    KvList page = ImMessages.page(messages);
    assertThat(page.list(ImKeys.TRANSCRIPT).orElseThrow().size()).isEqualTo(500);
    assertThat(page.integer(ImKeys.MORE)).hasValue(1);
    assertThat(ImMessages.page(messages.subList(0, 500)).get(ImKeys.MORE)).isNull();
    assertThat(ImMessages.page(List.of()).list(ImKeys.TRANSCRIPT)).hasValue(KvList.empty());
  }

  @Test
  void a_page_of_long_texts_stays_within_a_frame_whatever_they_are_made_of() {
    List<ImMessage> messages = new ArrayList<>();
    for (int seq = 1; seq <= 100; seq++) {
      messages.add(message(seq, ANNA, "\u0001".repeat(65_536)));
    }
    var event =
        ImTranslation.privateInfo(call(KvList.empty()), ANNA, 8003, ImMessages.page(messages), AT);
    assertThat(org.parley.tlib.TlibCodec.encode(event).length)
        .isBetween(65_536, org.parley.tlib.TlibCodec.MAX_MESSAGE);
  }
}
