package org.parley.conference.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.conference.call.Switchroom.CALL;
import static org.parley.conference.call.Switchroom.CONSULT;
import static org.parley.conference.call.Switchroom.arrive;
import static org.parley.conference.call.Switchroom.consult;
import static org.parley.conference.call.Switchroom.dn;
import static org.parley.conference.call.Switchroom.make;
import static org.parley.conference.call.Switchroom.origin;
import static org.parley.conference.call.Switchroom.release;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.Target;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Purpose;
import org.parley.contracts.voice.VoiceCommand.Trouble;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.contracts.voice.VoiceInteraction.Place;
import org.parley.contracts.voice.VoiceLeg.Stage;
import org.parley.tlib.KvList;

/** Calls of two and of three, without private conversations. */
class CallsTest {

  @ParameterizedTest
  @CsvSource({
    "b, Dialed ab",
    "a, ArrivalRefused 404",
    "nobody, ArrivalRefused 404",
    "mute, ArrivalRefused 480",
    "route, ArrivalRefused 501",
  })
  void an_endpoint_calls(String to, String told) {
    assertThat(new Switchroom().told(arrive("a", to))).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "b, Dialed ab",
    "a, Refused 71",
    "nobody, Refused 71",
    "mute, Refused 93",
    "route, Refused 51"
  })
  void a_client_calls(String to, String told) {
    assertThat(new Switchroom().told(make("a", to))).isEqualTo(told);
  }

  @Test
  void the_caller_of_a_client_is_called_first_and_the_other_one_when_it_has_answered() {
    var room = new Switchroom();
    room.when(make("a", "b"));
    assertThat(room.interaction().legs()).containsOnlyKeys(dn("a"));

    room.answer("a");
    assertThat(room.interaction().legs()).containsOnlyKeys(dn("a"), dn("b"));
    assertThat(room.told(new VoiceCommand.Ring(CALL, room.leg("b")))).isEqualTo("Alerted b");
    assertThat(Switchroom.inWords(room.answer("b"))).isEqualTo("Established b");
    assertThat(room.parties(CALL)).isEqualTo("a b");
  }

  @Test
  void an_answer_without_ringing_rings_first() {
    Switchroom room = Switchroom.dialing();
    assertThat(Switchroom.inWords(room.answer("b"))).isEqualTo("Alerted b, Established b");
    assertThat(room.interaction().legs().get(dn("a")).stage()).isEqualTo(Stage.ANSWERED);
  }

  @ParameterizedTest
  @CsvSource({
    "486, CallReleased BUSY, 486",
    "603, CallReleased BUSY, 603",
    "404, CallReleased SIT_INVALIDNUM, 404",
    "480, CallReleased NO_ANSWER, 480",
    "408, CallReleased NO_ANSWER, 480",
    "488, CallReleased GENERAL_ERROR, 488",
    "503, CallReleased GENERAL_ERROR, 500",
  })
  void who_is_not_reached_ends_the_call(int status, String released, int answer) {
    Switchroom room = Switchroom.ringing();
    assertThat(room.told(new VoiceCommand.Fail(CALL, room.leg("b"), status)))
        .isEqualTo(released + ", LegEnded a " + answer + ", LegEnded b, Forgotten");
  }

  @Test
  void a_dn_without_an_endpoint_is_vacant() {
    Switchroom room = Switchroom.dialing();
    assertThat(room.told(new VoiceCommand.Fail(CALL, room.leg("b"), 480)))
        .startsWith("CallReleased SIT_VACANT");
  }

  @Test
  void nobody_rings_for_ever() {
    Switchroom room = Switchroom.ringing();
    assertThat(room.timers()).isEmpty();
    assertThat(Switchroom.inWords(room.later(Duration.ofSeconds(31)).timers()))
        .isEqualTo("CallReleased NO_ANSWER, LegEnded a 480, LegEnded b, Forgotten");
  }

  @ParameterizedTest
  @CsvSource({
    "ringing, a, 'CallReleased ABANDONED, LegEnded a 487, LegEnded b, Forgotten'",
    "ringing, b, 'CallReleased BUSY, LegEnded a 486, LegEnded b, Forgotten'",
    "talking, a, 'CallReleased OK, LegEnded a, LegEnded b, Forgotten'",
    "talking, b, 'CallReleased OK, LegEnded a, LegEnded b, Forgotten'",
    "talking, c, Refused 56",
    "conference, b, 'PartyReleased b, LegEnded b'",
    "consulting, a, 'CallReleased OK, LegEnded b'",
    "consulting, b, 'CallReleased OK, LegEnded b'",
    "consulting, c, Refused 56",
  })
  void a_party_releases(String situation, String by, String told) {
    assertThat(Switchroom.situations().get(situation).told(release(by))).isEqualTo(told);
  }

  @Test
  void who_hangs_up_leaves_all_its_calls() {
    Switchroom room = Switchroom.consulting();
    assertThat(room.told(new VoiceCommand.HangUp(CALL, room.leg("a"))))
        .isEqualTo(
            "CallReleased OK, CallReleased OK, LegEnded a, LegEnded b, LegEnded c, Forgotten");
  }

  @Test
  void a_call_that_is_over_is_no_call() {
    Switchroom room = Switchroom.talking();
    room.when(release("a"));
    assertThat(room.told(release("b"))).isEqualTo("Refused 56");
    assertThat(room.when(new VoiceCommand.Ring(CALL, "in-a"))).isEmpty();
  }

  @Test
  void hold_and_retrieve() {
    Switchroom room = Switchroom.talking();
    assertThat(room.told(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), null)))
        .isEqualTo("Held a");
    assertThat(room.told(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), null)))
        .isEqualTo("Refused 43");
    room.mixes();
    assertThat(room.interaction().targetOf(dn("a"))).isEqualTo(new Target.Nothing());
    assertThat(target(room, "b")).isEqualTo("room-b");

    assertThat(room.told(new VoiceCommand.RetrieveCall(origin("a"), CALL, dn("a"))))
        .isEqualTo("Retrieved a");
    assertThat(target(room, "b")).isEqualTo("a");
    assertThat(room.told(new VoiceCommand.RetrieveCall(origin("a"), CALL, dn("a"))))
        .isEqualTo("Refused 43");
  }

  @Test
  void who_holds_may_say_what_is_heard_meanwhile() {
    Switchroom room = Switchroom.talking();
    room.when(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), "music/other"));
    assertThat(musicOf(room, "b")).isEqualTo("music/other");

    room.when(new VoiceCommand.RetrieveCall(origin("a"), CALL, dn("a")));
    room.when(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), null));
    assertThat(musicOf(room, "b")).isEqualTo("music/of_a");

    room.when(new VoiceCommand.RetrieveCall(origin("a"), CALL, dn("a")));
    room.policies.hearsMusic = false;
    room.when(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), "music/other"));
    assertThat(musicOf(room, "b")).isNull();
  }

  private static @Nullable String musicOf(Switchroom room, String dn) {
    VoiceCall call = room.interaction().calls().get(CALL);
    Place place = room.interaction().room(call).get(dn(dn));
    return place == null ? null : place.music();
  }

  @Test
  void both_hold_and_the_first_to_come_back_hears_the_music_of_the_other() {
    Switchroom room = Switchroom.talking();
    room.when(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), "music/other"));
    room.when(new VoiceCommand.HoldCall(origin("b"), CALL, dn("b"), null));
    room.when(new VoiceCommand.RetrieveCall(origin("b"), CALL, dn("b")));
    assertThat(room.parties(CALL)).isEqualTo("aheld b");
    assertThat(musicOf(room, "b")).isEqualTo("music/other");
  }

  @Test
  void without_music_who_is_held_hears_nothing() {
    Switchroom room = Switchroom.talking();
    room.policies.hearsMusic = false;
    room.when(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), null));
    assertThat(room.interaction().targetOf(dn("b"))).isEqualTo(new Target.Nothing());
  }

  private static String target(Switchroom room, String dn) {
    return room.interaction().targetOf(dn(dn)) instanceof Target.Towards(var there)
        ? there.host()
        : "none";
  }

  private static VoiceCommand offer(Switchroom room, String dn, Direction direction) {
    return describe(room, dn, direction, true);
  }

  private static VoiceCommand describe(
      Switchroom room, String dn, Direction direction, boolean offer) {
    AudioDescription audio = Switchroom.audio(dn);
    return new VoiceCommand.Describe(
        CALL,
        room.leg(dn),
        new AudioDescription(audio.host(), audio.port(), audio.formats(), direction),
        Set.of(),
        null,
        offer);
  }

  @Test
  void the_ack_for_its_hold_does_not_end_it() {
    Switchroom room = Switchroom.talking();
    assertThat(room.told(offer(room, "b", Direction.SEND_ONLY))).isEqualTo("Held b");
    room.when(describe(room, "b", Direction.SEND_ONLY, false));
    assertThat(room.told(offer(room, "b", Direction.SEND_RECEIVE))).isEqualTo("Retrieved b");
  }

  @Test
  void an_answer_begins_no_hold_and_one_both_ways_ends_what_an_offer_began() {
    Switchroom room = Switchroom.talking();
    assertThat(room.told(describe(room, "b", Direction.INACTIVE, false))).isEmpty();
    assertThat(room.parties(CALL)).isEqualTo("a b");
    room.when(offer(room, "b", Direction.SEND_ONLY));
    room.when(new VoiceCommand.RetrieveCall(origin("b"), CALL, dn("b")));
    room.when(describe(room, "b", Direction.SEND_RECEIVE, false));
    room.when(new VoiceCommand.HoldCall(origin("b"), CALL, dn("b"), null));
    assertThat(room.told(offer(room, "b", Direction.SEND_RECEIVE))).isEmpty();
  }

  @Test
  void an_endpoint_holds_by_its_own_key() {
    Switchroom room = Switchroom.talking();
    assertThat(room.told(offer(room, "b", Direction.SEND_ONLY))).isEqualTo("Held b");
    assertThat(room.told(offer(room, "b", Direction.INACTIVE))).isEmpty();
    assertThat(room.told(offer(room, "b", Direction.SEND_RECEIVE))).isEqualTo("Retrieved b");
    assertThat(room.told(offer(room, "b", Direction.SEND_RECEIVE))).isEmpty();
  }

  @Test
  void its_own_key_takes_back_the_call_that_it_heard() {
    Switchroom room = Switchroom.consulting();
    assertThat(room.told(offer(room, "a", Direction.SEND_ONLY))).isEqualTo("Held a");
    assertThat(room.told(offer(room, "a", Direction.SEND_RECEIVE))).isEqualTo("Retrieved a");
    assertThat(room.parties(CALL)).isEqualTo("aheld b");
    assertThat(room.parties(CONSULT)).isEqualTo("a c");

    room.when(new VoiceCommand.AlternateCall(origin("a"), CALL, dn("a"), CONSULT, null));
    room.when(offer(room, "a", Direction.SEND_ONLY));
    assertThat(room.parties(CALL)).isEqualTo("aheld b");
    room.when(offer(room, "a", Direction.SEND_RECEIVE));
    assertThat(room.parties(CALL)).isEqualTo("a b");
    assertThat(room.parties(CONSULT)).isEqualTo("aheld c");
  }

  @Test
  void the_call_that_it_held_by_its_own_key_is_over_before_it_takes_it_back() {
    Switchroom room = Switchroom.consulting();
    room.when(offer(room, "a", Direction.SEND_ONLY));
    room.when(new VoiceCommand.HangUp(CALL, room.leg("c")));
    room.when(offer(room, "a", Direction.SEND_RECEIVE));
    assertThat(room.parties(CALL)).isEqualTo("a b");
  }

  @Test
  void an_endpoint_that_refreshes_does_not_end_the_hold_of_a_client() {
    Switchroom room = Switchroom.talking();
    room.when(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), null));
    assertThat(room.told(offer(room, "a", Direction.SEND_RECEIVE))).isEmpty();
    assertThat(room.parties(CALL)).isEqualTo("aheld b");
  }

  @Test
  void a_consult_call_holds_the_first_one() {
    Switchroom room = Switchroom.talking();
    assertThat(room.told(consult("a", "c", Purpose.CONFERENCE))).isEqualTo("Held a, Dialed ac");
    assertThat(room.told(consult("a", "d", Purpose.CONFERENCE))).isEqualTo("Refused 1712");
    assertThat(room.interaction().calls().get(CONSULT).consult().previous()).isEqualTo(CALL);
    room.answer("c");
    assertThat(target(room, "a")).isEqualTo("c");
  }

  @ParameterizedTest
  @CsvSource({"b, Refused 71", "a, Refused 71", "mute, Refused 93", "route, Refused 51"})
  void who_takes_part_already_or_takes_no_calls_is_not_consulted(String to, String told) {
    assertThat(Switchroom.talking().told(consult("a", to, Purpose.TRANSFER))).isEqualTo(told);
  }

  private static VoiceCommand conference() {
    return new VoiceCommand.CompleteConference(origin("a"), CALL, dn("a"), CONSULT);
  }

  private static VoiceCommand transfer() {
    return new VoiceCommand.CompleteTransfer(origin("a"), CALL, dn("a"), CONSULT);
  }

  @Test
  void a_consult_call_becomes_a_conference() {
    Switchroom room = Switchroom.consulting();
    assertThat(room.told(conference())).isEqualTo("Conferenced ac");
    assertThat(room.parties(CALL)).isEqualTo("a b c");
    assertThat(room.parties(CONSULT)).isEmpty();
    assertThat(room.told(conference())).isEqualTo("Refused 56");
  }

  @Test
  void a_consult_call_becomes_a_transfer() {
    Switchroom room = Switchroom.consulting();
    assertThat(room.told(transfer())).isEqualTo("Transferred ac, LegEnded a");
    assertThat(room.parties(CALL)).isEqualTo("b c");
    assertThat(target(room, "b")).isEqualTo("c");
  }

  @Test
  void a_transfer_may_be_completed_while_it_rings_and_a_conference_not() {
    Switchroom room = Switchroom.talking();
    room.when(consult("a", "c", Purpose.CONFERENCE));
    assertThat(room.told(transfer())).isEqualTo("Refused 98");
    room.when(new VoiceCommand.Ring(CALL, room.leg("c")));
    assertThat(room.told(conference())).isEqualTo("Refused 96");

    assertThat(room.told(transfer())).isEqualTo("Transferred ac, LegEnded a");
    assertThat(room.parties(CALL)).isEqualTo("b c?");
    assertThat(Switchroom.inWords(room.answer("c"))).isEqualTo("Established c");
  }

  @Test
  void a_mute_transfer_completes_itself_when_it_rings() {
    Switchroom room = Switchroom.talking();
    room.when(consult("a", "c", Purpose.MUTE_TRANSFER));
    assertThat(room.told(new VoiceCommand.Ring(CALL, room.leg("c"))))
        .isEqualTo("Alerted c, Transferred ac, LegEnded a");
    assertThat(Switchroom.inWords(room.answer("c"))).isEqualTo("Established c");
    assertThat(room.parties(CALL)).isEqualTo("b c");
  }

  @Test
  void who_consults_alternates_and_comes_back() {
    Switchroom room = Switchroom.consulting();
    assertThat(room.told(new VoiceCommand.AlternateCall(origin("a"), CALL, dn("a"), CONSULT, null)))
        .isEqualTo("Held a, Retrieved a");
    assertThat(target(room, "a")).isEqualTo("b");
    assertThat(room.told(new VoiceCommand.AlternateCall(origin("a"), CONSULT, dn("a"), CALL, null)))
        .isEqualTo("Held a, Retrieved a");
    assertThat(room.told(new VoiceCommand.ReconnectCall(origin("a"), CALL, dn("a"), CONSULT)))
        .isEqualTo("CallReleased OK, Retrieved a, LegEnded c");
    assertThat(room.parties(CALL)).isEqualTo("a b");
  }

  @Test
  void a_ringing_call_goes_elsewhere() {
    Switchroom room = Switchroom.ringing();
    var redirect = new VoiceCommand.RedirectCall(origin("b"), CALL, dn("b"), dn("c"));
    assertThat(room.told(redirect)).isEqualTo("Redirected bc, LegEnded b");
    assertThat(Switchroom.inWords(room.answer("c"))).isEqualTo("Alerted c, Established c");
    assertThat(room.parties(CALL)).isEqualTo("a c");
    assertThat(room.told(new VoiceCommand.RedirectCall(origin("c"), CALL, dn("c"), dn("d"))))
        .isEqualTo("Refused 1712");
  }

  @Test
  void a_third_party_is_invited_and_may_stay_away() {
    Switchroom room = Switchroom.talking();
    var add = new VoiceCommand.SingleStepConference(origin("a"), CALL, dn("a"), dn("c"));
    assertThat(room.told(add)).isEqualTo("PartyInvited c");
    assertThat(target(room, "a")).isEqualTo("b");
    assertThat(room.told(new VoiceCommand.Fail(CALL, room.leg("c"), 486)))
        .isEqualTo("InvitationFailed c BUSY, LegEnded c");
    assertThat(room.parties(CALL)).isEqualTo("a b");
  }

  @Test
  void an_endpoint_that_fails_after_its_answer_leaves_a_conference_as_it_is() {
    Switchroom room = Switchroom.conference();
    assertThat(room.told(new VoiceCommand.Fail(CALL, room.leg("c"), 480)))
        .isEqualTo("PartyReleased c, LegEnded c");
    assertThat(room.parties(CALL)).isEqualTo("a b");
  }

  @Test
  void a_third_party_comes_by_a_single_step() {
    Switchroom room = Switchroom.conference();
    assertThat(room.parties(CALL)).isEqualTo("a b c");
    assertThat(target(room, "a")).isEqualTo("room-a");
  }

  @Test
  void a_call_is_transferred_by_a_single_step() {
    Switchroom room = Switchroom.talking();
    var give = new VoiceCommand.SingleStepTransfer(origin("a"), CALL, dn("a"), dn("c"));
    assertThat(room.told(give)).isEqualTo("Transferred ac, LegEnded a");
    room.answer("c");
    assertThat(room.parties(CALL)).isEqualTo("b c");
  }

  @ParameterizedTest
  @CsvSource({
    "c, 'PartyReleased c by a, LegEnded c'",
    "c@A, Refused 71",
    "a, Refused 53",
    "d, Refused 71"
  })
  void a_party_is_deleted(String party, String told) {
    Switchroom room = Switchroom.conference();
    assertThat(room.told(new VoiceCommand.DeleteFromConference(origin("a"), CALL, dn("a"), party)))
        .isEqualTo(told);
  }

  @Test
  void two_are_no_conference() {
    assertThat(
            Switchroom.talking()
                .told(new VoiceCommand.DeleteFromConference(origin("a"), CALL, dn("a"), "b")))
        .isEqualTo("Refused 1712");
  }

  @Test
  void somebody_who_rings_makes_two_no_conference_and_may_be_sent_away() {
    Switchroom room = Switchroom.talking();
    room.when(new VoiceCommand.SingleStepConference(origin("a"), CALL, dn("a"), dn("c")));
    assertThat(room.told(new VoiceCommand.DeleteFromConference(origin("a"), CALL, dn("a"), "b")))
        .isEqualTo("Refused 1712");
    assertThat(room.told(new VoiceCommand.DeleteFromConference(origin("a"), CALL, dn("a"), "c")))
        .isEqualTo("PartyReleased c by a, LegEnded c");
  }

  @Test
  void who_rings_has_no_say_in_who_takes_part() {
    Switchroom room = Switchroom.conference();
    room.when(new VoiceCommand.SingleStepConference(origin("a"), CALL, dn("a"), dn("d")));
    room.when(new VoiceCommand.Ring(CALL, room.leg("d")));
    assertThat(room.told(new VoiceCommand.DeleteFromConference(origin("d"), CALL, dn("d"), "c")))
        .isEqualTo("Refused 1712");
    assertThat(room.told(Switchroom.mute("d", "c", true))).isEqualTo("Refused 1712");
    assertThat(room.told(new VoiceCommand.ClearCall(origin("d"), CALL, dn("d"))))
        .isEqualTo("Refused 1712");
    assertThat(room.told(release("d"))).startsWith("InvitationFailed d BUSY");
  }

  @Test
  void when_two_remain_they_are_connected_directly_and_the_room_is_given_up() {
    Switchroom room = Switchroom.conference();
    room.when(release("c"));
    assertThat(target(room, "a")).isEqualTo("b");
    // Both were told of the room, and send there still.
    assertThat(room.interaction().room(room.interaction().calls().get(CALL)))
        .containsOnlyKeys(dn("a"), dn("b"));

    room.when(
        new VoiceCommand.Describe(
            CALL, room.leg("a"), Switchroom.audio("a"), Set.of(), Switchroom.audio("b"), false));
    assertThat(room.interaction().room(room.interaction().calls().get(CALL)))
        .containsOnlyKeys(dn("b"));
    room.agrees();
    assertThat(room.interaction().room(room.interaction().calls().get(CALL))).isEmpty();
    assertThat(room.interaction().legs().get(dn("a")).seats()).isEmpty();
  }

  @Test
  void another_mixer_takes_the_room_and_seats_all_anew() {
    Switchroom room = Switchroom.conference();
    assertThat(room.when(new VoiceCommand.TakeRoom(CALL, "media-server-2", null))).isEmpty();
    assertThat(room.told(new VoiceCommand.TakeRoom(CALL, "media-server-2", Switchroom.MIXER)))
        .isEqualTo("RoomTaken");
    assertThat(room.interaction().targetOf(dn("a"))).isEqualTo(new Target.NotYet());
    assertThat(
            room.when(
                new VoiceCommand.OfferSeat(
                    CALL, Switchroom.MIXER, room.leg("a"), Switchroom.audio("late"))))
        .isEmpty();
    room.when(
        new VoiceCommand.OfferSeat(
            CALL, "media-server-2", room.leg("a"), Switchroom.audio("other")));
    assertThat(target(room, "a")).isEqualTo("other");
  }

  @ParameterizedTest
  @CsvSource({
    "conference, media-server-1, c, SILENT, true",
    "talking, media-server-1, a, SILENT, true",
    "consulting, media-server-1, a, SILENT, true",
    "consulting, media-server-1, c, SILENT, false", // a party of the other call
    "ringing, media-server-1, a, SILENT, false",
    "ringing, media-server-1, b, SILENT, false",
    "conference, media-server-1, nobody, SILENT, false",
    "conference, media-server-2, c, SILENT, false",
    "conference, media-server-1, c, NO_PORTS, false",
    "conference, media-server-1, c, NO_CODEC, false",
    "conference, media-server-1, c, NO_MUSIC, false",
  })
  void the_mixer_misses_an_endpoint_that_takes_part(
      String situation, String instance, String dn, Trouble trouble, boolean told) {
    Switchroom room = Switchroom.situations().get(situation);
    room.when(new VoiceCommand.TakeRoom(CALL, Switchroom.MIXER, null));
    VoiceInteraction before = room.interaction();

    var events = room.when(new VoiceCommand.Complain(CALL, instance, room.leg(dn), trouble));

    assertThat(events)
        .isEqualTo(told ? List.of(new VoiceEvent.LegSilent(CALL, room.leg(dn))) : List.of());
    assertThat(room.interaction()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"123#, KeysSent a 123#", "12x, Refused 53", "'', Refused 53"})
  void keys_are_sent(String digits, String told) {
    assertThat(
            Switchroom.talking()
                .told(new VoiceCommand.SendDtmf(origin("a"), CALL, dn("a"), digits)))
        .isEqualTo(told);
  }

  @Test
  void an_endpoint_is_told_to_answer() {
    Switchroom room = Switchroom.ringing();
    assertThat(room.told(new VoiceCommand.AnswerCall(origin("b"), CALL, dn("b"))))
        .isEqualTo("AnswerAsked");
    assertThat(room.told(new VoiceCommand.AnswerCall(origin("b"), CALL, dn("b"))))
        .isEqualTo("Refused 110");
    assertThat(room.told(new VoiceCommand.RefuseAnswer(CALL, room.leg("b"), origin("b"))))
        .isEqualTo("AnswerFailed 51");
    assertThat(room.when(new VoiceCommand.RefuseAnswer(CALL, room.leg("b"), origin("b"))))
        .isEmpty();
    assertThat(room.told(new VoiceCommand.AnswerCall(origin("a"), CALL, dn("a"))))
        .isEqualTo("Refused 1712");
  }

  @Test
  void data_is_attached_and_removed() {
    Switchroom room = Switchroom.talking();
    KvList data = KvList.of("case", "17");
    assertThat(room.told(new VoiceCommand.PutUserData(origin("a"), CALL, dn("a"), data)))
        .isEqualTo("UserDataChanged");
    assertThat(room.told(new VoiceCommand.PutUserData(origin("a"), CALL, dn("a"), data)))
        .isEqualTo("Acknowledged");
    assertThat(room.told(new VoiceCommand.RemoveUserData(origin("b"), CALL, dn("b"), null)))
        .isEqualTo("UserDataChanged");
    assertThat(room.interaction().calls().get(CALL).call().userData()).isEqualTo(KvList.empty());
  }

  @Test
  void all_are_released_at_once() {
    assertThat(Switchroom.conference().told(new VoiceCommand.ClearCall(origin("b"), CALL, dn("b"))))
        .isEqualTo("CallReleased CLEARED, LegEnded a, LegEnded b, LegEnded c, Forgotten");
  }

  @Test
  void a_connid_belongs_to_one_call() {
    Switchroom room = Switchroom.dialing();
    assertThat(room.told(arrive("a", "b"))).isEmpty();
    assertThat(room.told(arrive("c", "d"))).isEqualTo("ConnIdTaken");
  }
}
