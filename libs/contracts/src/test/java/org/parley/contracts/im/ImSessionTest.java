package org.parley.contracts.im;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Origin;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

/** How events change a session; which events come when is tested in im-session-service. */
class ImSessionTest {
  private static final Origin ORIGIN = new Origin("gateway-1", 1, 1);
  private static final ConnId CALL = ConnId.of(1, ConnId.Medium.IM, 1);
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private final ImEvent invited =
      new ImEvent.Invited(
          ORIGIN,
          CALL,
          new Call(
              CALL,
              MediaType.CHAT,
              CallType.INTERNAL,
              NOON,
              List.of(
                  new Party(ANNA, "anna", "A", DnRole.ORIGINATION, PartyState.DIALING),
                  new Party(BEN, "1002", "A", DnRole.DESTINATION, PartyState.ALERTING)),
              KvList.empty()),
          NOON.plusSeconds(30),
          null);
  private final ImEvent accepted = new ImEvent.Accepted(ORIGIN, CALL, BEN, "ben");
  private final ImEvent said = new ImEvent.Said(null, CALL, message(1));
  private final ImEvent ended =
      new ImEvent.Ended(ORIGIN, CALL, BEN, ImEvent.EndCause.RELEASED, NOON, NOON.plusSeconds(60));
  private final ImEvent changed =
      new ImEvent.UserDataChanged(ORIGIN, CALL, BEN, KvList.of("a", "b"));

  @Test
  void an_accepted_session_has_two_connected_parties_and_what_was_said_before() {
    ImSession session = after(invited, said, changed, accepted);

    assertThat(session).isInstanceOf(ImSession.Connected.class);
    assertThat(session.call().parties()).allMatch(party -> party.state().isConnected());
    assertThat(session.call().party(BEN)).map(Party::name).contains("ben");
    assertThat(session.call().userData()).isEqualTo(KvList.of("a", "b"));
    assertThat(session.transcript().messages()).hasSize(1);
  }

  @Test
  void an_ended_session_keeps_call_and_transcript_until_it_is_forgotten() {
    ImSession session = after(invited, accepted, said, changed, ended);

    assertThat(session)
        .isEqualTo(
            new ImSession.Ended(
                after(invited, accepted, changed).call(),
                Transcript.of(List.of(message(1))),
                NOON.plusSeconds(60)));
    assertThat(ImSession.evolve(session, new ImEvent.Forgotten(CALL))).isNull();
  }

  @Test
  void events_that_only_tell_change_nothing() {
    ImSession session = after(invited);

    assertThat(ImSession.evolve(session, new ImEvent.Typed(CALL, ANNA, true))).isSameAs(session);
    assertThat(ImSession.evolve(session, new ImEvent.Acknowledged(ORIGIN, CALL, null)))
        .isSameAs(session);
    assertThat(ImSession.evolve(null, new ImEvent.Typed(CALL, ANNA, true))).isNull();
  }

  @Test
  void an_event_that_cannot_follow_is_refused_without_quoting_it() {
    for (ImEvent event : List.of(accepted, said, changed, ended)) {
      assertThatThrownBy(() -> ImSession.evolve(null, event))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(CALL.toString());
    }
    ImSession over = after(invited, accepted, ended);
    for (ImEvent event : List.of(said, changed)) {
      assertThatThrownBy(() -> ImSession.evolve(over, event))
          .isInstanceOf(IllegalStateException.class)
          .message()
          .doesNotContain("private words");
    }
  }

  private static ImSession after(ImEvent... events) {
    @Nullable ImSession session = null;
    for (ImEvent event : events) {
      session = ImSession.evolve(session, event);
    }
    return java.util.Objects.requireNonNull(session);
  }

  private static ImMessage message(int seq) {
    return new ImMessage(
        seq,
        "m" + seq,
        NOON,
        ANNA,
        "anna",
        "A",
        ImMessage.SenderRole.AGENT,
        ImMessage.Visibility.ALL,
        "text/plain",
        "private words");
  }
}
