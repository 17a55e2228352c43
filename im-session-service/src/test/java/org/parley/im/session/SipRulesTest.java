package org.parley.im.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.im.session.Conversation.CALL;
import static org.parley.im.session.Conversation.ENDPOINT;
import static org.parley.im.session.Conversation.INVITED;
import static org.parley.im.session.Conversation.INVITER;
import static org.parley.im.session.Conversation.accept;
import static org.parley.im.session.Conversation.alert;
import static org.parley.im.session.Conversation.draft;
import static org.parley.im.session.Conversation.expireIdle;
import static org.parley.im.session.Conversation.failed;
import static org.parley.im.session.Conversation.invite;
import static org.parley.im.session.Conversation.inviting;
import static org.parley.im.session.Conversation.origin;
import static org.parley.im.session.Conversation.release;
import static org.parley.im.session.Conversation.say;
import static org.parley.im.session.Conversation.undelivered;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImCommand.ReachFailure;
import org.parley.contracts.im.ImCommand.SipEntry;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImMessage.SenderRole;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.Deadline;
import org.parley.im.session.ImPolicies.Target;
import org.parley.tlib.CallType;
import org.parley.tlib.Dn;
import org.parley.tlib.TlibError;

/** What SIP endpoints and customers bring to a session (t-library.md 6.6). */
class SipRulesTest {
  private static final Dn CUSTOMER = new Dn("zoe@customers.example");
  private static final Dn TRUNK = new Dn("9001");

  private static Conversation reaching() {
    var conversation = new Conversation();
    conversation.when(invite(ENDPOINT));
    return conversation;
  }

  private static Conversation byPage(@Nullable Dn trunk) {
    var conversation = new Conversation();
    conversation.when(
        invite(
            trunk == null ? INVITER : CUSTOMER,
            INVITED,
            draft("m1", "hello"),
            new SipEntry(true, trunk)));
    return conversation;
  }

  private static PartyState stateOf(Conversation conversation, Dn dn) {
    return conversation.session().call().party(dn).map(Party::state).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "EXTENSION,    SESSION, 1",
    "ACD_POSITION, SESSION, 1",
    "EXTENSION,    NONE,    10",
    "ACD_POSITION, NONE,    10",
  })
  void a_dn_in_session_mode_is_not_alerted_before_its_endpoint_rings(
      DnType type, ChatSignaling signaling, int state) {
    var conversation = new Conversation();
    conversation.policies.targets.put("1002", new Target(type, true, signaling));

    conversation.when(invite(INVITED));

    assertThat(stateOf(conversation, INVITED).mask()).isEqualTo(state);
  }

  @Test
  void a_dn_that_changes_its_mode_while_it_is_invited_stays_as_it_was_invited() {
    Conversation conversation = reaching();
    conversation.policies.targets.put(
        ENDPOINT.number(), new Target(DnType.EXTENSION, true, ChatSignaling.NONE));

    conversation.when(say(INVITER, "m1", "there?"));

    assertThat(stateOf(conversation, ENDPOINT)).isEqualTo(PartyState.INITIATED);
  }

  @Test
  void an_endpoint_that_rings_alerts_its_dn_once() {
    Conversation conversation = reaching();

    assertThat(conversation.when(alert(ENDPOINT)))
        .containsExactly(new ImEvent.Alerted(origin(ENDPOINT), CALL, ENDPOINT));
    assertThat(stateOf(conversation, ENDPOINT)).isEqualTo(PartyState.ALERTING);
    assertThat(conversation.when(alert(ENDPOINT)))
        .containsExactly(new ImEvent.Acknowledged(origin(ENDPOINT), CALL, null));
  }

  @Test
  void nobody_but_the_invited_party_is_alerted_and_only_before_the_answer() {
    Conversation conversation = reaching();
    assertThat(errorOf(conversation.when(alert(INVITER)))).isEqualTo(TlibError.INV_CALL_STATE);
    assertThat(errorOf(conversation.when(alert(INVITED)))).isEqualTo(TlibError.INV_CONNID);

    conversation.when(accept(ENDPOINT));

    assertThat(errorOf(conversation.when(alert(ENDPOINT)))).isEqualTo(TlibError.INV_CALL_STATE);
  }

  @Test
  void an_endpoint_that_answers_without_ringing_was_alerted_all_the_same() {
    Conversation conversation = reaching();

    assertThat(conversation.when(accept(ENDPOINT)))
        .containsExactly(
            new ImEvent.Alerted(null, CALL, ENDPOINT),
            new ImEvent.Accepted(origin(ENDPOINT), CALL, ENDPOINT, "1100"));

    assertThat(conversation.session()).isInstanceOf(ImSession.Connected.class);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_ADDRESS, UNKNOWN_ADDRESS",
    "OUT_OF_SERVICE,  OUT_OF_SERVICE",
    "NO_ANSWER,       UNANSWERED",
    "DECLINED,        REJECTED",
    "NOT_ACCEPTABLE,  UNREACHABLE",
    "FAILED,          UNREACHABLE",
  })
  void an_endpoint_that_is_not_reached_ends_the_invitation_with_the_cause(
      ReachFailure failure, EndCause cause) {
    Conversation conversation = reaching();

    assertThat(conversation.when(failed(ENDPOINT, failure)))
        .containsExactly(
            new ImEvent.Ended(
                origin(ENDPOINT),
                CALL,
                ENDPOINT,
                cause,
                conversation.now,
                conversation.now.plusSeconds(60)));
  }

  @ParameterizedTest
  @EnumSource(ReachFailure.class)
  void a_failure_of_the_inviter_cancels_or_releases(ReachFailure failure) {
    assertThat(causeOf(reaching().when(failed(INVITER, failure)))).isEqualTo(EndCause.CANCELLED);

    Conversation connected = reaching();
    connected.when(accept(ENDPOINT));
    assertThat(causeOf(connected.when(failed(INVITER, failure)))).isEqualTo(EndCause.RELEASED);
  }

  /** The desktop at the DN was quicker than the endpoint's refusal. */
  @ParameterizedTest
  @EnumSource(ReachFailure.class)
  void an_endpoint_that_is_not_reached_ends_nothing_that_was_accepted(ReachFailure failure) {
    Conversation connected = reaching();
    connected.when(accept(ENDPOINT));

    assertThat(errorOf(connected.when(failed(ENDPOINT, failure))))
        .isEqualTo(TlibError.INV_CALL_STATE);
    assertThat(connected.session()).isInstanceOf(ImSession.Connected.class);
    assertThat(causeOf(connected.when(release(ENDPOINT)))).isEqualTo(EndCause.RELEASED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"establishing", "connected", "ended"})
  void a_message_that_did_not_arrive_is_told_to_its_sender_and_stays(String phase) {
    Conversation conversation = inviting();
    conversation.when(say(INVITER, "m1", "hello"));
    if (!phase.equals("establishing")) {
      conversation.when(accept(INVITED));
    }
    if (phase.equals("ended")) {
      conversation.when(release(INVITED));
    }
    ImSession before = conversation.session();

    assertThat(conversation.when(undelivered(INVITED, 1)))
        .containsExactly(
            new ImEvent.Undelivered(
                origin(INVITED), CALL, INVITED, INVITER, "m1", 1, 415, "Unsupported Media Type"));
    assertThat(conversation.session()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"1002, 0", "1002, 2", "1002, -1", "1002, 2147483647", "1001, 1"})
  void a_report_about_no_message_or_about_its_own_is_refused(Dn by, int seq) {
    Conversation conversation = inviting();
    conversation.when(say(INVITER, "m1", "hello"));

    assertThat(errorOf(conversation.when(undelivered(by, seq)))).isEqualTo(TlibError.INVALID_ATTR);
  }

  @Test
  void the_reason_of_a_report_is_cut_to_what_a_label_may_have() {
    Conversation conversation = inviting();
    conversation.when(say(INVITER, "m1", "hello"));
    String reason = "x".repeat(Messages.MAX_LABEL_CHARS - 1) + "\uD83D\uDE00";

    List<ImEvent> events =
        conversation.when(
            new ImCommand.ReportUndelivered(origin(INVITED), CALL, INVITED, 1, 500, reason));

    assertThat(((ImEvent.Undelivered) events.getFirst()).reason())
        .isEqualTo("x".repeat(Messages.MAX_LABEL_CHARS - 1));
  }

  @Test
  void a_customer_makes_an_inbound_call_and_speaks_as_a_customer() {
    Conversation conversation = byPage(TRUNK);
    conversation.when(accept(INVITED));
    conversation.when(say(INVITED, "a1", "good morning"));
    conversation.when(say(CUSTOMER, "m2", "my bill"));

    assertThat(conversation.session().call().callType()).isEqualTo(CallType.INBOUND);
    assertThat(conversation.session().transcript().messages())
        .extracting(ImMessage::fromRole)
        .containsExactly(SenderRole.CUSTOMER, SenderRole.AGENT, SenderRole.CUSTOMER);
  }

  @Test
  void an_endpoint_of_this_switch_makes_an_internal_call_as_an_agent() {
    Conversation conversation = byPage(null);

    assertThat(conversation.session().call().callType()).isEqualTo(CallType.INTERNAL);
    assertThat(conversation.session().transcript().messages())
        .extracting(ImMessage::fromRole)
        .containsExactly(SenderRole.AGENT);
  }

  @Test
  void a_session_in_page_mode_ends_when_nothing_was_said_for_the_time_that_it_began_with() {
    Conversation conversation = byPage(null);
    conversation.policies.pageModeIdleTimeout = Duration.ofSeconds(1); // heeded by the next one
    conversation.when(accept(INVITED));
    conversation.later(Duration.ofMinutes(9)).when(say(INVITED, "a1", "still there?"));
    var last = conversation.session().transcript().messages().getLast().time();

    assertThat(conversation.decider.deadlines(conversation.session()))
        .containsExactly(new Deadline<>(last.plus(Duration.ofMinutes(10)), expireIdle()));
    assertThat(conversation.later(Duration.ofMinutes(9)).when(expireIdle())).isEmpty();

    conversation.now = last.plus(Duration.ofMinutes(10)).minusMillis(10);
    assertThat(conversation.when(expireIdle()))
        .containsExactly(
            new ImEvent.Ended(
                null,
                CALL,
                null,
                EndCause.IDLE,
                last.plus(Duration.ofMinutes(10)),
                conversation.now.plusSeconds(60)));
  }

  @Test
  void a_page_mode_session_in_which_nothing_was_said_is_idle_from_its_start() {
    var conversation = new Conversation();
    conversation.when(invite(INVITER, INVITED, null, new SipEntry(true, null)));
    var start = conversation.session().call().startedAt();
    assertThat(conversation.when(expireIdle())).isEmpty();

    conversation.when(accept(INVITED));

    assertThat(conversation.decider.deadlines(conversation.session()))
        .containsExactly(new Deadline<>(start.plus(Duration.ofMinutes(10)), expireIdle()));
  }

  @Test
  void a_session_by_a_dialog_has_no_idle_time() {
    var conversation = new Conversation();
    conversation.when(invite(INVITER, INVITED, draft("m1", "hello"), new SipEntry(false, null)));
    conversation.when(accept(INVITED));

    assertThat(conversation.decider.deadlines(conversation.session())).isEmpty();
    assertThat(conversation.later(Duration.ofDays(1)).when(expireIdle())).isEmpty();
  }

  private static TlibError errorOf(List<ImEvent> events) {
    return ((ImEvent.Refused) events.getFirst()).refusal().error();
  }

  private static EndCause causeOf(List<ImEvent> events) {
    return ((ImEvent.Ended) events.getFirst()).cause();
  }
}
