package org.parley.tlibgateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.Refusal;
import org.parley.contracts.config.ApplicationObject;
import org.parley.contracts.config.ApplicationType;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.PersonObject;
import org.parley.contracts.config.Role;
import org.parley.contracts.im.ImCommand;
import org.parley.contracts.im.ImEvent;
import org.parley.contracts.im.ImMessage;
import org.parley.contracts.im.ImSession;
import org.parley.contracts.routing.AgentDirectory;
import org.parley.contracts.routing.AgentState;
import org.parley.contracts.routing.RoutingCommand;
import org.parley.contracts.routing.RoutingEvent;
import org.parley.tlib.AgentStatus;
import org.parley.tlib.Attribute;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;
import org.parley.tlib.MessageType;
import org.parley.tlib.TlibCodec.FromClient;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest;
import org.parley.tlib.WorkMode;
import org.parley.tlibgateway.login.LoginPenalties;

class ReceptionTest {
  private static final ConnId CONN_ID = ConnId.parse("1500000000000abc");
  private static final Dn ANNA = new Dn("1001");
  private static final Dn BEN = new Dn("1002");

  private static final ClientLimits MANY =
      new ClientLimits(
          Duration.ofMinutes(1),
          50,
          50,
          4,
          Duration.ofSeconds(15),
          4000,
          40,
          Duration.ofSeconds(30));

  private final Hall hall = new Hall();

  private static PersonObject person(
      String userName, String firstName, Role role, @Nullable String place) {
    return new PersonObject(
        2, userName, firstName, "", List.of(userName), Set.of(role), place, true);
  }

  private static TlibRequest userEvent(int referenceId, Dn dn) {
    return new TlibRequest.DistributeUserEvent(
        referenceId, dn, null, KvList.of("look", "here"), null, null);
  }

  private static TlibRequest answer(int referenceId) {
    return new TlibRequest.AnswerCall(referenceId, ANNA, CONN_ID, null, null);
  }

  private static TlibRequest call(int referenceId) {
    return new TlibRequest.MakeCall(
        referenceId, ANNA, BEN, null, null, MediaType.CHAT, null, null, null);
  }

  private ImEvent.Invited invited(ImCommand.Invite invite) {
    return new ImEvent.Invited(
        invite.origin(),
        invite.connId(),
        new Call(
            invite.connId(),
            MediaType.CHAT,
            CallType.INTERNAL,
            hall.now(),
            List.of(
                new Party(ANNA, "1001", "A", DnRole.ORIGINATION, PartyState.DIALING),
                new Party(BEN, "1002", "A", DnRole.DESTINATION, PartyState.ALERTING)),
            KvList.empty()),
        hall.now().plusSeconds(30),
        null);
  }

  private ImCommand.Invite lastInvite() {
    return (ImCommand.Invite) hall.commands.getLast();
  }

  private static ImEvent refused(ImCommand.FromClient command, TlibError error) {
    return new ImEvent.Refused(
        command.origin(), command.connId(), command.by(), new Refusal(error, "test"));
  }

  private ImEvent.Said said(ConnId connId, int seq) {
    return new ImEvent.Said(
        null,
        connId,
        new ImMessage(
            seq,
            "m" + seq,
            hall.now(),
            ANNA,
            "1001",
            "A",
            ImMessage.SenderRole.AGENT,
            ImMessage.Visibility.ALL,
            "text/plain",
            "x"));
  }

  @Test
  void a_log_in_is_answered_with_who_the_server_is() {
    Hall.Guest guest = hall.arrives();
    guest.logsIn("1001", "demo", 0);
    assertThat(guest.types()).containsExactly(MessageType.EVENT_LINK_CONNECTED);
    assertThat(guest.last().get(Attribute.LOCATION)).isEqualTo("A");
    assertThat(guest.last().get(Attribute.REFERENCE_ID)).isEqualTo(1);
    assertThat(guest.last().get(Attribute.EVENT_SEQUENCE_NUMBER)).isEqualTo(1);
  }

  @Test
  void a_password_that_was_right_is_not_checked_again_and_after_a_while_it_is() {
    hall.arrives().logsIn("1001", "demo", 0);
    hall.arrives().logsIn("1001", "demo", 0);
    assertThat(hall.checks).hasSize(1);
    hall.pass(Duration.ofMinutes(11));
    hall.arrives().logsIn("1001", "demo", 0);
    assertThat(hall.checks).hasSize(2);
  }

  @Test
  void a_changed_person_is_checked_again() {
    hall.arrives().logsIn("1001", "demo", 0);
    hall.reception.personChanged("1001", person("1001", "Anna", Role.AGENT, "place-1001"));
    hall.arrives().logsIn("1001", "demo", 0);
    assertThat(hall.checks).hasSize(2);
  }

  @Test
  void each_wrong_password_makes_the_next_check_wait_longer() {
    for (int i = 0; i < 3; i++) {
      Hall.Guest guest = hall.arrives();
      guest.logsIn("1001", "wrong", 0);
      hall.pass(Duration.ofSeconds(1));
      assertThat(guest.errors()).containsExactly(119);
      assertThat(guest.isClosed).isTrue();
      guest.goesAway();
    }
    Hall.Guest next = hall.arrives();
    next.logsIn("1001", "demo", 0);
    hall.pass(Duration.ofMillis(999));
    assertThat(next.sent).isEmpty();
    hall.pass(Duration.ofMillis(1));
    assertThat(next.types()).containsExactly(MessageType.EVENT_LINK_CONNECTED);
  }

  @Test
  void wrong_passwords_of_an_address_are_not_tried_side_by_side() {
    var hall = new Hall(MANY);
    hall.checksTakeTime = true;
    List<Hall.Guest> guesses =
        IntStream.range(0, 20).mapToObj(_ -> hall.arrivesFrom("192.0.2.66")).toList();
    guesses.forEach(guess -> guess.logsIn("1001", "wrong", 0));
    Hall.Guest innocent = hall.arrives();
    innocent.logsIn("1002", "demo", 0);
    for (int i = 0; i < 20; i++) {
      hall.answerChecks();
    }
    assertThat(innocent.types()).containsExactly(MessageType.EVENT_LINK_CONNECTED);
    assertThat(guesses).allMatch(guess -> guess.isClosed);
    assertThat(guesses).filteredOn(guess -> guess.errors().equals(List.of(119))).hasSize(8);
    assertThat(guesses).filteredOn(guess -> guess.errors().equals(List.of(111))).hasSize(12);

    List<Hall.Guest> more =
        IntStream.range(0, 5).mapToObj(_ -> hall.arrivesFrom("192.0.2.66")).toList();
    more.forEach(guess -> guess.logsIn("1001", "wrong", 0));
    assertThat(more.getLast().errors()).containsExactly(111);
    assertThat(more.getLast().isClosed).isTrue();
    more.getFirst().goesAway();
    Hall.Guest churning = hall.arrivesFrom("192.0.2.66");
    churning.logsIn("1001", "wrong", 0);
    assertThat(churning.errors()).as("going away makes no room").containsExactly(111);
    hall.pass(LoginPenalties.LONGEST);
    hall.answerChecks();
    Hall.Guest later = hall.arrivesFrom("192.0.2.66");
    later.logsIn("1001", "demo", 0);
    hall.pass(LoginPenalties.LONGEST);
    hall.answerChecks();
    assertThat(later.types()).containsExactly(MessageType.EVENT_LINK_CONNECTED);
  }

  @Test
  void clients_behind_one_address_may_all_come_at_once_with_right_passwords() {
    var hall = new Hall(MANY);
    hall.checksTakeTime = true;
    List<Hall.Guest> guests = IntStream.range(0, 20).mapToObj(_ -> hall.arrives()).toList();
    guests.forEach(guest -> guest.logsIn("1001", "demo", 0));
    for (int i = 0; i < 20; i++) {
      hall.answerChecks();
    }
    assertThat(guests)
        .allMatch(guest -> guest.types().equals(List.of(MessageType.EVENT_LINK_CONNECTED)));
  }

  @Test
  void a_user_event_for_a_dn_that_is_not_configured_is_refused() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(userEvent(3, new Dn("1777")));
    assertThat(guest.errors()).containsExactly(59);
    assertThat(guest.last().get(Attribute.REFERENCE_ID)).isEqualTo(3);
    assertThat(hall.commands).isEmpty();
    guest.asks(userEvent(4, BEN));
    assertThat(hall.commands).hasSize(1);
  }

  @Test
  void requests_that_come_right_behind_the_log_in_wait_for_it() {
    Hall.Guest wrong = hall.arrives();
    wrong.logsIn("1001", "wrong", 0);
    wrong.goesAway();
    Hall.Guest guest = hall.arrives();
    guest.logsIn("1001", "demo", 0);
    guest.asks(new TlibRequest.RegisterAddress(2, ANNA, null, null, null));
    assertThat(guest.sent).isEmpty();
    hall.pass(Duration.ofSeconds(1));
    guest.deliver();
    assertThat(guest.types())
        .containsExactly(MessageType.EVENT_LINK_CONNECTED, MessageType.EVENT_REGISTERED);
  }

  @Test
  void a_connection_that_does_not_log_in_is_closed_after_the_log_in_time() {
    Hall.Guest silent = hall.arrives();
    Hall.Guest guest = hall.registered("1001");
    hall.pass(Duration.ofSeconds(10));
    assertThat(silent.isClosed).isFalse();
    hall.pass(Duration.ofSeconds(1));
    assertThat(silent.isClosed).isTrue();
    assertThat(guest.isClosed).isFalse();
  }

  @Test
  void more_strangers_than_allowed_are_turned_away_and_those_who_log_in_are_none() {
    for (int i = 0; i < 2; i++) {
      hall.registered("1001");
    }
    Hall.Guest stranger = hall.arrives();
    assertThat(stranger.wasTurnedAway()).isFalse();
    hall.arrives();
    hall.arrives();
    Hall.Guest turnedAway = hall.arrives();
    assertThat(turnedAway.wasTurnedAway()).isTrue();
    assertThat(turnedAway.errors()).containsExactly(111);
    assertThat(turnedAway.isClosed).isTrue();
  }

  @Test
  void a_silent_client_is_asked_and_lost_when_it_does_not_answer() {
    Hall.Guest guest = hall.arrives();
    guest.logsIn("1001", "demo", 10);
    hall.pass(Duration.ofSeconds(11));
    assertThat(guest.pings).containsExactly(1L);
    guest.says(new FromClient.Pong(1));
    hall.pass(Duration.ofSeconds(11));
    assertThat(guest.pings).containsExactly(1L, 2L);
    assertThat(guest.isClosed).isFalse();
    hall.pass(Duration.ofSeconds(10));
    assertThat(guest.isClosed).isTrue();
    assertThat(guest.last().type()).isEqualTo(MessageType.EVENT_LINK_DISCONNECTED);
  }

  @Test
  void a_talking_client_is_not_asked_and_one_that_wants_no_keep_alive_neither() {
    Hall.Guest talking = hall.arrives();
    talking.logsIn("1001", "demo", 10);
    Hall.Guest without = hall.registered("1002");
    for (int i = 0; i < 6; i++) {
      hall.pass(Duration.ofSeconds(5));
      talking.says(new FromClient.Ping(i));
    }
    assertThat(talking.pings).isEmpty();
    assertThat(talking.pongs).hasSize(6);
    assertThat(without.pings).isEmpty();
    assertThat(without.isClosed).isFalse();
  }

  @Test
  void reading_stops_while_too_many_requests_are_unanswered_and_goes_on_with_the_answers() {
    Hall.Guest guest = hall.registered("1001");
    for (int i = 1; i <= 10; i++) {
      guest.asks(answer(100 + i));
    }
    assertThat(hall.commands).hasSize(4);
    assertThat(guest.isReadFrom).isFalse();
    for (int i = 0; i < 10; i++) {
      hall.told(refused((ImCommand.FromClient) hall.commands.get(i), TlibError.INV_CONNID));
      guest.deliver();
    }
    assertThat(hall.commands).hasSize(10);
    assertThat(guest.errors()).hasSize(10).containsOnly(56);
    assertThat(guest.sent.stream().map(e -> e.require(Attribute.REFERENCE_ID)))
        .containsExactly(101, 102, 103, 104, 105, 106, 107, 108, 109, 110);
    assertThat(guest.isReadFrom).isTrue();
  }

  @Test
  void reading_stops_while_answers_are_not_read_and_none_of_them_is_lost() {
    Hall.Guest guest = hall.registered("1001");
    guest.reads = false;
    for (int i = 1; i <= 100; i++) {
      guest.asks(new TlibRequest.QueryServer(i));
    }
    assertThat(guest.isReadFrom).isFalse();
    assertThat(guest.sent).hasSize(11);
    guest.reads = true;
    for (int i = 0; i < 100 && !guest.onTheWay.isEmpty(); i++) {
      guest.flush();
      hall.pass(Duration.ofMillis(250));
      guest.deliver();
    }
    assertThat(guest.sent).hasSize(100);
    assertThat(guest.isClosed).isFalse();
  }

  @Test
  void a_client_that_leaves_its_events_unread_is_disconnected_and_the_other_gets_them_all() {
    Hall.Guest deaf = hall.registered("1001");
    Hall.Guest other = hall.registered("1001");
    other.asks(call(3));
    hall.told(invited(lastInvite()));
    deaf.reads = false;
    for (int seq = 1; seq <= 100; seq++) {
      hall.told(said(lastInvite().connId(), seq));
    }
    assertThat(deaf.isClosed).isTrue();
    assertThat(deaf.last().type()).isEqualTo(MessageType.EVENT_LINK_DISCONNECTED);
    assertThat(deaf.last().get(Attribute.ERROR_CODE)).isEqualTo(111);
    assertThat(deaf.sent).hasSizeLessThan(50);
    assertThat(other.isClosed).isFalse();
    assertThat(other.sent).hasSize(101);
  }

  @Test
  void answers_of_the_transport_that_stay_unread_count_as_well() {
    Hall.Guest guest = hall.registered("1001");
    guest.reads = false;
    guest.isPonged(10);
    assertThat(guest.isClosed).isFalse();
    guest.isPonged(10_000);
    assertThat(guest.isClosed).isTrue();
  }

  @Test
  void a_stalled_client_is_disconnected_after_a_while_though_little_waits_for_it() {
    Hall.Guest guest = hall.registered("1001");
    guest.reads = false;
    for (int i = 1; i <= 100; i++) {
      guest.asks(new TlibRequest.QueryServer(i));
    }
    hall.pass(Duration.ofSeconds(29));
    assertThat(guest.isClosed).isFalse();
    hall.pass(Duration.ofSeconds(2));
    assertThat(guest.isClosed).isTrue();
  }

  @Test
  void a_request_that_the_log_does_not_answer_gets_error_57_and_a_late_refusal_is_not_told() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(answer(7));
    hall.pass(Duration.ofSeconds(16));
    assertThat(guest.errors()).containsExactly(57);
    hall.told(refused((ImCommand.FromClient) hall.commands.getFirst(), TlibError.INV_CONNID));
    assertThat(guest.errors()).containsExactly(57);
  }

  @Test
  void a_request_that_could_not_be_stored_gets_error_118() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(answer(7));
    hall.sends.getFirst().completeExceptionally(new IllegalStateException("no broker"));
    hall.settle();
    assertThat(guest.errors()).containsExactly(118);
    assertThat(guest.last().get(Attribute.REFERENCE_ID)).isEqualTo(7);
  }

  @Test
  void an_invitation_whose_conn_id_is_taken_is_made_again_under_another_one() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(call(7));
    ConnId first = lastInvite().connId();
    hall.told(refused(lastInvite(), TlibError.REQ_IN_PROGRESS));
    assertThat(guest.sent).isEmpty();
    assertThat(lastInvite().connId()).isNotEqualTo(first);
    hall.told(invited(lastInvite()));
    assertThat(guest.types()).containsExactly(MessageType.EVENT_DIALING);
    assertThat(guest.last().get(Attribute.REFERENCE_ID)).isEqualTo(7);
  }

  @Test
  void an_invitation_whose_conn_id_is_taken_again_and_again_is_refused() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(call(7));
    for (int i = 0; i < 5; i++) {
      hall.told(refused(lastInvite(), TlibError.REQ_IN_PROGRESS));
    }
    assertThat(hall.commands).hasSize(5);
    assertThat(guest.errors()).containsExactly(110);
  }

  @Test
  void only_the_asking_connection_gets_the_reference_and_each_counts_its_own_events() {
    Hall.Guest asker = hall.registered("1001");
    Hall.Guest other = hall.registered("1001");
    asker.asks(new TlibRequest.QueryServer(5));
    asker.asks(call(7));
    hall.told(invited(lastInvite()));
    assertThat(asker.last().get(Attribute.REFERENCE_ID)).isEqualTo(7);
    assertThat(other.last().get(Attribute.REFERENCE_ID)).isNull();
    assertThat(asker.last().get(Attribute.EVENT_SEQUENCE_NUMBER)).isEqualTo(4);
    assertThat(other.last().get(Attribute.EVENT_SEQUENCE_NUMBER)).isEqualTo(3);
  }

  @Test
  void an_answer_reaches_the_asker_that_gave_the_dn_up_meanwhile() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(call(7));
    guest.asks(new TlibRequest.UnregisterAddress(8, ANNA, null));
    hall.told(invited(lastInvite()));
    assertThat(guest.types())
        .containsExactly(MessageType.EVENT_UNREGISTERED, MessageType.EVENT_DIALING);
  }

  @Test
  void an_input_mask_keeps_unsolicited_events_away_and_lets_answers_through() {
    Hall.Guest guest = hall.registered("1001");
    Hall.Guest other = hall.registered("1001");
    byte[] mask = new byte[64];
    mask[150 / 8] |= (byte) (1 << (150 % 8));
    other.asks(new TlibRequest.SetInputMask(3, HexFormat.of().formatHex(mask)));
    assertThat(other.last().type()).isEqualTo(MessageType.EVENT_ACK);
    guest.asks(call(7));
    hall.told(invited(lastInvite()), said(lastInvite().connId(), 1));
    assertThat(other.types())
        .containsExactly(MessageType.EVENT_ACK, MessageType.EVENT_PRIVATE_INFO);
    other.asks(new TlibRequest.QueryServer(4));
    assertThat(other.last().type()).isEqualTo(MessageType.EVENT_SERVER_INFO);
  }

  @Test
  void a_registration_shows_the_calls_that_live_at_the_dn() {
    Hall.Guest anna = hall.registered("1001");
    anna.asks(call(7));
    hall.told(invited(lastInvite()));
    Hall.Guest ben = hall.arrives();
    ben.logsIn("1002", "demo", 0);
    ben.asks(new TlibRequest.RegisterAddress(2, BEN, null, null, null));
    TlibEvent registered = ben.last();
    assertThat(registered.extensions().text("conn-1")).hasValue(lastInvite().connId().toString());
    assertThat(registered.extensions().integer("ps-1")).hasValue(10);
    assertThat(registered.extensions().integer("mt-1")).hasValue(5);
    assertThat(registered.extensions().integer("AgentStatus")).hasValue(0);
  }

  @Test
  void a_dn_that_is_removed_is_unregistered_by_the_server() {
    Hall.Guest guest = hall.registered("1001");
    hall.config.remove(ConfigKey.dn("A", "1001"));
    hall.settle();
    assertThat(guest.last().type()).isEqualTo(MessageType.EVENT_UNREGISTERED);
    assertThat(guest.last().get(Attribute.ERROR_CODE)).isEqualTo(59);
    assertThat(guest.last().get(Attribute.REFERENCE_ID)).isNull();
    guest.asks(call(9));
    assertThat(guest.errors()).containsExactly(41);
  }

  @Test
  void a_dn_that_only_changes_stays_registered() {
    Hall.Guest guest = hall.registered("1001");
    hall.config.put(
        new DnObject(
            2,
            "A",
            "1001",
            DnType.EXTENSION,
            true,
            OptionValues.NONE.with("TServer", "voice", "true")));
    hall.settle();
    assertThat(guest.sent).isEmpty();
  }

  @Test
  void a_person_who_may_not_log_in_any_more_is_disconnected() {
    Hall.Guest guest = hall.registered("1001");
    Hall.Guest other = hall.registered("1002");
    hall.reception.personChanged("1001", null);
    assertThat(guest.isClosed).isTrue();
    assertThat(other.isClosed).isFalse();
  }

  @Test
  void a_person_with_other_roles_or_another_place_has_to_log_in_again() {
    Hall.Guest roles = hall.registered("1001");
    Hall.Guest place = hall.registered("1002");
    Hall.Guest name = hall.registered("1003");
    hall.config.put(person("1001", "Anna", Role.SUPERVISOR, "place-1001"));
    hall.config.put(person("1002", "Ben", Role.AGENT, null));
    hall.config.put(person("1003", "Carla", Role.AGENT, "place-1003"));
    hall.settle();
    for (Hall.Guest gone : List.of(roles, place)) {
      assertThat(gone.last().type()).isEqualTo(MessageType.EVENT_LINK_DISCONNECTED);
      assertThat(gone.last().get(Attribute.ERROR_CODE)).isEqualTo(109);
      assertThat(gone.isClosed).isTrue();
    }
    assertThat(name.isClosed).isFalse();
    assertThat(name.sent).isEmpty();
  }

  @Test
  void a_log_in_that_was_being_checked_when_the_person_changed_is_checked_again() {
    hall.checksTakeTime = true;
    Hall.Guest guest = hall.arrives();
    guest.logsIn("1001", "demo", 0);
    Hall.Guest other = hall.arrives();
    other.logsIn("1002", "demo", 0);
    hall.reception.personChanged("1001", person("1001", "Anna", Role.AGENT, "place-1001"));
    hall.answerChecks();
    assertThat(guest.sent).isEmpty();
    assertThat(other.types()).containsExactly(MessageType.EVENT_LINK_CONNECTED);
    assertThat(hall.checks).hasSize(3);
    hall.answerChecks();
    assertThat(guest.types()).containsExactly(MessageType.EVENT_LINK_CONNECTED);
    hall.arrives().logsIn("1001", "demo", 0);
    assertThat(hall.checks).as("the second answer is remembered").hasSize(3);
  }

  @Test
  void when_a_partition_had_to_be_read_anew_clients_must_come_back() {
    Hall.Guest guest = hall.registered("1001");
    hall.news.sessionsRestored(0, java.util.Map.<String, ImSession>of());
    assertThat(guest.isClosed).isFalse();
    hall.news.sessionsRestored(0, java.util.Map.<String, ImSession>of());
    assertThat(guest.isClosed).isTrue();
  }

  @Test
  void a_stopping_server_says_goodbye_and_takes_nobody() {
    Hall.Guest guest = hall.registered("1001");
    hall.reception.stop();
    assertThat(guest.last().type()).isEqualTo(MessageType.EVENT_LINK_DISCONNECTED);
    assertThat(guest.isClosed).isTrue();
    assertThat(hall.arrives().wasTurnedAway()).isTrue();
  }

  private Hall.Guest withAgent() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(new TlibRequest.AgentLogin(5, ANNA, "agent-1", null, null, null, null, null, null));
    RoutingCommand.LogIn logIn = (RoutingCommand.LogIn) hall.commands.getLast();
    var agent =
        new AgentState(
            "agent-1",
            "1001",
            AgentStatus.LOGGED_IN,
            WorkMode.UNKNOWN,
            KvList.empty(),
            List.of(),
            hall.now());
    RoutingEvent loggedIn =
        new RoutingEvent.LoggedIn(
            logIn.origin(), ANNA, agent, null, KvList.empty(), KvList.empty());
    hall.news.agentsChanged(
        AgentDirectory.empty(),
        List.of(loggedIn),
        AgentDirectory.evolve(null, loggedIn),
        hall.now());
    assertThat(guest.last().type()).isEqualTo(MessageType.EVENT_AGENT_LOGIN);
    return guest;
  }

  private void wantLogOutOnDisconnect() {
    hall.config.put(
        new ApplicationObject(
            1,
            "sip-server",
            ApplicationType.SIP_SERVER,
            OptionValues.NONE.with("TServer", "logout-on-disconnect", "true")));
  }

  @Test
  void a_lost_client_leaves_its_agent_logged_in_unless_the_site_wants_it_otherwise() {
    withAgent().goesAway();
    assertThat(hall.commands).hasSize(1);
    wantLogOutOnDisconnect();
    withAgent().goesAway();
    assertThat(hall.commands.getLast())
        .isInstanceOfSatisfying(
            RoutingCommand.LogOut.class, logOut -> assertThat(logOut.dn()).isEqualTo(ANNA));
  }

  @Test
  void a_client_that_is_sent_away_by_a_stopping_server_keeps_its_agent() {
    wantLogOutOnDisconnect();
    Hall.Guest guest = withAgent();
    hall.reception.stop();
    guest.goesAway();
    assertThat(hall.commands).hasSize(1);
  }

  @Test
  void a_client_that_is_gone_hears_nothing_and_holds_no_dn() {
    Hall.Guest guest = hall.registered("1001");
    guest.asks(call(7));
    guest.goesAway();
    hall.told(invited(lastInvite()));
    assertThat(guest.sent).isEmpty();
    assertThat(hall.registrations.count()).isZero();
    assertThat(hall.reception.connectionCount()).isZero();
  }
}
