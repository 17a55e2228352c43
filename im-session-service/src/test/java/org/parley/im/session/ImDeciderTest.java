package org.parley.im.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.im.session.Conversation.CALL;
import static org.parley.im.session.Conversation.INVITED;
import static org.parley.im.session.Conversation.INVITER;
import static org.parley.im.session.Conversation.STRANGER;
import static org.parley.im.session.Conversation.accept;
import static org.parley.im.session.Conversation.connected;
import static org.parley.im.session.Conversation.draft;
import static org.parley.im.session.Conversation.expire;
import static org.parley.im.session.Conversation.forget;
import static org.parley.im.session.Conversation.invite;
import static org.parley.im.session.Conversation.inviting;
import static org.parley.im.session.Conversation.origin;
import static org.parley.im.session.Conversation.over;
import static org.parley.im.session.Conversation.put;
import static org.parley.im.session.Conversation.release;
import static org.parley.im.session.Conversation.remove;
import static org.parley.im.session.Conversation.say;
import static org.parley.im.session.Conversation.type;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImEvent.EndCause;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.eventlog.Deadline;
import org.parley.im.session.ImPolicies.Target;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.TlibError;

class ImDeciderTest {

  @Test
  void an_invitation_dials_the_inviter_and_alerts_the_target_for_thirty_seconds() {
    var conversation = new Conversation();

    List<ImEvent> events =
        conversation.when(invite(INVITER, INVITED, KvList.of("case", "4711"), null));

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ImEvent.Invited.class,
            invited -> {
              assertThat(invited.origin()).isEqualTo(origin(INVITER));
              assertThat(invited.expiresAt()).isEqualTo(conversation.now.plusSeconds(30));
              assertThat(invited.call().startedAt()).isEqualTo(conversation.now);
              assertThat(invited.call().mediaType()).isEqualTo(MediaType.CHAT);
              assertThat(invited.call().callType()).isEqualTo(CallType.INTERNAL);
              assertThat(invited.call().userData()).isEqualTo(KvList.of("case", "4711"));
              assertThat(invited.call().parties())
                  .containsExactly(
                      new Party(INVITER, "anna", "A", DnRole.ORIGINATION, PartyState.DIALING),
                      new Party(INVITED, "1002", "A", DnRole.DESTINATION, PartyState.ALERTING));
            });
  }

  @Test
  void the_first_message_is_said_with_the_invitation_and_answered_by_it_alone() {
    var conversation = new Conversation();

    List<ImEvent> events =
        conversation.when(invite(INVITER, INVITED, KvList.empty(), draft("m1", "Hi Ben")));

    assertThat(events).hasSize(2);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            ImEvent.Said.class,
            said -> {
              assertThat(said.origin()).isNull();
              assertThat(said.message().seq()).isEqualTo(1);
              assertThat(said.message().time()).isEqualTo(conversation.now);
            });
    assertThat(conversation.transcript()).containsExactly("1 anna: Hi Ben");
  }

  @ParameterizedTest
  @CsvSource({
    "1001, INV_CALD_DN, DN 1001 cannot invite itself",
    "1777, INV_CALD_DN, there is no DN 1777",
    "5000, UNSUP_OPER, IM to a Routing Point is not available yet",
    "6000, UNSUP_OPER, IM to a queue is not available yet",
    "1900, DEST_INV_STATE, multimedia is false at DN 1900",
  })
  void an_invitation_that_cannot_reach_an_agent_is_refused(
      String to, TlibError error, String detail) {
    var conversation = new Conversation();

    List<ImEvent> events = conversation.when(invite(new Dn(to)));

    assertRefused(events, error, detail);
    assertThat(conversation.state).isNull();
  }

  @Test
  void multimedia_false_refuses_the_next_invitation_and_leaves_the_running_session_alone() {
    Conversation conversation = connected();
    conversation.policies.targets.put(
        "1002", new Target(DnType.EXTENSION, false, ChatSignaling.NONE));

    assertThat(conversation.when(say(INVITER, "m1", "still there?")))
        .hasOnlyElementsOfType(ImEvent.Said.class);
    assertThat(conversation.when(put(INVITED, KvList.of("a", "b"))))
        .hasOnlyElementsOfType(ImEvent.UserDataChanged.class);

    var next = new Conversation();
    next.policies.targets.putAll(conversation.policies.targets);
    assertRefused(next.when(invite(INVITED)), TlibError.DEST_INV_STATE);
  }

  @Test
  void a_changed_invite_timeout_is_heeded_by_the_next_invitation() {
    Conversation conversation = inviting();
    Instant first = ((ImSession.Establishing) conversation.session()).expiresAt();
    conversation.policies.inviteTimeout = Duration.ofSeconds(5);

    conversation.when(say(INVITER, "m1", "hello?"));

    assertThat(((ImSession.Establishing) conversation.session()).expiresAt()).isEqualTo(first);
    assertThat(first).isEqualTo(conversation.session().call().startedAt().plusSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inviting", "connected", "over"})
  void a_connid_in_use_is_refused_so_that_the_gateway_draws_again(String phase) {
    Conversation conversation = in(phase);
    ImSession before = conversation.state;

    assertRefused(
        conversation.when(invite(STRANGER, INVITED, KvList.empty(), null)),
        TlibError.REQ_IN_PROGRESS);
    assertThat(conversation.state).isEqualTo(before);
  }

  @Test
  void accepting_connects_both_and_names_the_invited_agent() {
    Conversation conversation = inviting();

    assertThat(conversation.when(accept(INVITED)))
        .containsExactly(new ImEvent.Accepted(origin(INVITED), CALL, INVITED, "ben"));

    assertThat(conversation.session()).isInstanceOf(ImSession.Connected.class);
    assertThat(conversation.session().call().parties())
        .containsExactly(
            new Party(INVITER, "anna", "A", DnRole.ORIGINATION, PartyState.CONNECTED),
            new Party(INVITED, "ben", "A", DnRole.DESTINATION, PartyState.CONNECTED));
  }

  @Test
  void only_the_invited_party_accepts_and_only_once() {
    Conversation conversation = inviting();
    assertRefused(conversation.when(accept(INVITER)), TlibError.INV_CALL_STATE);
    assertRefused(conversation.when(accept(STRANGER)), TlibError.INV_CONNID);

    conversation.when(accept(INVITED));

    assertRefused(conversation.when(accept(INVITED)), TlibError.INV_CALL_STATE);
  }

  @ParameterizedTest
  @CsvSource({
    "inviting,  1001, CANCELLED",
    "inviting,  1002, REJECTED",
    "connected, 1001, RELEASED",
    "connected, 1002, RELEASED",
  })
  void releasing_ends_the_session_with_a_cause(String phase, Dn by, EndCause cause) {
    Conversation conversation = in(phase);

    assertThat(conversation.when(release(by)))
        .containsExactly(
            new ImEvent.Ended(
                origin(by), CALL, by, cause, conversation.now, conversation.now.plusSeconds(60)));
    assertThat(conversation.session()).isInstanceOf(ImSession.Ended.class);
  }

  @Test
  void messages_of_both_sides_get_one_sequence_without_gaps() {
    Conversation conversation = connected();

    conversation.when(say(INVITER, "m1", "one"));
    conversation.when(say(INVITED, "m1", "two")); // ids are per sender
    conversation.when(say(INVITER, "m2", "three"));

    assertThat(conversation.transcript())
        .containsExactly("1 anna: one", "2 ben: two", "3 anna: three");
  }

  @Test
  void while_the_invitation_waits_only_the_inviter_writes() {
    Conversation conversation = inviting();

    assertThat(conversation.when(say(INVITER, "m1", "hello?")))
        .hasOnlyElementsOfType(ImEvent.Said.class);
    assertRefused(conversation.when(say(INVITED, "m2", "yes?")), TlibError.INV_CALL_STATE);

    conversation.when(accept(INVITED));
    assertThat(conversation.transcript()).containsExactly("1 anna: hello?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inviting", "connected", "over"})
  void a_repeated_message_is_answered_with_its_first_receipt_and_changes_nothing(String phase) {
    Conversation conversation = inviting();
    conversation.when(say(INVITER, "m1", "hello"));
    ImMessage first = conversation.session().transcript().messages().getFirst();
    if (!phase.equals("inviting")) {
      conversation.when(accept(INVITED));
      conversation.when(say(INVITED, "m2", "hi"));
    }
    if (phase.equals("over")) {
      conversation.when(release(INVITED));
    }
    ImSession before = conversation.session();

    List<ImEvent> events = conversation.when(say(INVITER, "m1", "hello"));

    assertThat(events)
        .containsExactly(
            new ImEvent.Acknowledged(
                origin(INVITER), CALL, new ImEvent.MessageReceipt("m1", 1, first.time())));
    assertThat(conversation.session()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "'', the message has no text",
    "12345678901234567, the text has more than 16 bytes of UTF-8",
    "ééééééééé, the text has more than 16 bytes of UTF-8",
    "😀😀😀😀😀, the text has more than 16 bytes of UTF-8",
  })
  void a_text_that_is_empty_or_over_the_limit_in_utf_8_is_refused(String text, String detail) {
    Conversation conversation = connected();
    conversation.policies.maxText = 16;

    assertRefused(conversation.when(say(INVITER, "m1", text)), TlibError.INVALID_ATTR, detail);
    assertThat(conversation.session().transcript().messages()).isEmpty();

    var next = new Conversation();
    next.policies.maxText = 16;
    assertRefused(
        next.when(invite(INVITER, INVITED, KvList.empty(), draft("m1", text))),
        TlibError.INVALID_ATTR,
        detail);
  }

  @Test
  void a_text_of_just_the_limit_is_kept_as_sent() {
    Conversation conversation = connected();
    conversation.policies.maxText = 16;
    String text = "😀\u202Eabc\u0007\n é";

    conversation.when(say(INVITER, "m1", text));

    assertThat(conversation.session().transcript().messages())
        .extracting(ImMessage::text)
        .containsExactly(text);
  }

  @Test
  void a_message_id_or_content_type_is_no_place_for_text() {
    Conversation conversation = connected();
    var longType = new ImCommand.Draft("m1", "x".repeat(201), "text");

    assertRefused(conversation.when(say(INVITER, "", "text")), TlibError.INVALID_ATTR);
    assertRefused(conversation.when(say(INVITER, "x".repeat(201), "text")), TlibError.INVALID_ATTR);
    assertRefused(
        conversation.when(new ImCommand.Say(origin(INVITER), CALL, INVITER, "anna", longType)),
        TlibError.INVALID_ATTR);
  }

  @Test
  void a_full_session_takes_no_more_messages_but_can_be_ended() {
    Conversation conversation = connected();
    for (int i = 1; i <= Messages.MAX_MESSAGES; i++) {
      conversation.when(say(INVITER, "m" + i, "x"));
    }

    assertRefused(
        conversation.when(say(INVITED, "last", "x")),
        TlibError.TOO_MANY_REQ,
        "the session is full, begin another one");
    assertThat(conversation.session().transcript().messages()).hasSize(Messages.MAX_MESSAGES);
    assertThat(conversation.when(release(INVITED))).hasOnlyElementsOfType(ImEvent.Ended.class);
  }

  @Test
  void a_session_is_full_by_volume_as_well() {
    Conversation conversation = connected();
    conversation.policies.maxText = 65_536;
    String text = "x".repeat(65_536);
    for (int i = 0; i <= Messages.MAX_CHARS / text.length() - 1; i++) {
      assertThat(conversation.when(say(INVITER, "m" + i, text)))
          .hasOnlyElementsOfType(ImEvent.Said.class);
    }

    assertRefused(conversation.when(say(INVITER, "last", "x")), TlibError.TOO_MANY_REQ);
  }

  @Test
  void typing_is_told_while_connected_and_only_acknowledged_before() {
    Conversation conversation = inviting();
    var acknowledged = new ImEvent.Acknowledged(origin(INVITER), CALL, null);
    assertThat(conversation.when(type(INVITER))).containsExactly(acknowledged);

    conversation.when(accept(INVITED));

    assertThat(conversation.when(type(INVITER)))
        .containsExactly(acknowledged, new ImEvent.Typed(CALL, INVITER, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"inviting", "connected"})
  void user_data_is_merged_by_key_and_removed_by_key_or_whole(String phase) {
    Conversation conversation = in(phase);

    conversation.when(put(INVITER, KvList.of("a", "1").with("b", "2")));
    assertThat(conversation.when(put(INVITED, KvList.of("a", "3"))))
        .containsExactly(
            new ImEvent.UserDataChanged(
                origin(INVITED), CALL, INVITED, KvList.of("a", "3").with("b", "2")));
    conversation.when(remove(INVITER, "a"));
    assertThat(conversation.session().call().userData()).isEqualTo(KvList.of("b", "2"));
    conversation.when(remove(INVITER, null));
    assertThat(conversation.session().call().userData()).isEqualTo(KvList.empty());
  }

  @Test
  void a_change_of_user_data_that_changes_nothing_is_only_acknowledged() {
    Conversation conversation = connected();
    conversation.when(put(INVITER, KvList.of("a", "1")));
    var acknowledged = List.of(new ImEvent.Acknowledged(origin(INVITER), CALL, null));

    assertThat(conversation.when(put(INVITER, KvList.of("a", "1")))).isEqualTo(acknowledged);
    assertThat(conversation.when(remove(INVITER, "z"))).isEqualTo(acknowledged);
  }

  @Test
  void user_data_above_64_kib_in_all_is_refused() {
    Conversation conversation = connected();
    KvList half = KvList.of("half", "x".repeat(CaseData.MAX_BYTES - 4));
    assertThat(conversation.when(put(INVITER, half)))
        .hasOnlyElementsOfType(ImEvent.UserDataChanged.class);

    assertRefused(conversation.when(put(INVITER, KvList.of("b", ""))), TlibError.INVALID_ATTR);
    assertThat(conversation.session().call().userData()).isEqualTo(half);

    assertRefused(
        new Conversation().when(invite(INVITER, INVITED, half.with("b", ""), null)),
        TlibError.INVALID_ATTR);
  }

  @Test
  void an_unanswered_invitation_expires_for_no_one_in_particular() {
    Conversation conversation = inviting().later(Duration.ofSeconds(30));

    assertThat(conversation.when(expire()))
        .containsExactly(
            new ImEvent.Ended(
                null,
                CALL,
                null,
                EndCause.EXPIRED,
                conversation.now,
                conversation.now.plusSeconds(60)));
  }

  @Test
  void timers_that_come_late_or_twice_lead_to_nothing() {
    Conversation none = new Conversation();
    assertThat(none.when(expire())).isEmpty();
    assertThat(none.when(forget())).isEmpty();

    assertThat(connected().when(expire())).isEmpty();
    assertThat(connected().when(forget())).isEmpty();
    assertThat(inviting().when(forget())).isEmpty();
    assertThat(over().when(expire())).isEmpty();

    Conversation over = over();
    assertThat(over.when(forget())).containsExactly(new ImEvent.Forgotten(CALL));
    assertThat(over.state).isNull();
    assertThat(over.when(forget())).isEmpty();
  }

  @Test
  void each_state_has_its_timer() {
    Conversation conversation = inviting();
    assertThat(conversation.decider.deadlines(conversation.session()))
        .containsExactly(
            new Deadline<>(conversation.session().call().startedAt().plusSeconds(30), expire()));

    conversation.when(accept(INVITED));
    assertThat(conversation.decider.deadlines(conversation.session())).isEmpty();

    conversation.when(release(INVITED));
    assertThat(conversation.decider.deadlines(conversation.session()))
        .containsExactly(new Deadline<>(conversation.now.plusSeconds(60), forget()));
  }

  @Test
  void nothing_but_a_repeated_message_is_answered_after_the_end() {
    Conversation conversation = over();

    for (Dn by : List.of(INVITER, INVITED, STRANGER)) {
      assertRefused(conversation.when(say(by, "m9", "late")), TlibError.INV_CONNID);
      assertRefused(conversation.when(release(by)), TlibError.INV_CONNID);
      assertRefused(conversation.when(accept(by)), TlibError.INV_CONNID);
      assertRefused(conversation.when(type(by)), TlibError.INV_CONNID);
      assertRefused(conversation.when(put(by, KvList.of("a", "1"))), TlibError.INV_CONNID);
      assertRefused(conversation.when(remove(by, null)), TlibError.INV_CONNID);
    }
  }

  @Test
  void another_leg_of_the_same_interaction_is_an_unknown_call() {
    Conversation conversation = connected();
    var otherLeg = new ConnId(CALL.value() | 1L << 52);
    assertThat(otherLeg.interaction()).isEqualTo(CALL);

    assertRefused(
        conversation.when(new ImCommand.Release(origin(INVITER), otherLeg, INVITER, null)),
        TlibError.INV_CONNID);
    assertThat(conversation.session()).isInstanceOf(ImSession.Connected.class);
  }

  private static Conversation in(String phase) {
    return switch (phase) {
      case "inviting" -> inviting();
      case "connected" -> connected();
      default -> over();
    };
  }

  private static void assertRefused(List<ImEvent> events, TlibError error, String detail) {
    assertRefused(events, error);
    assertThat(((ImEvent.Refused) events.getFirst()).refusal().detail()).isEqualTo(detail);
  }

  private static void assertRefused(List<ImEvent> events, TlibError error) {
    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ImEvent.Refused.class,
            refused -> assertThat(refused.refusal().error()).isEqualTo(error));
  }
}
