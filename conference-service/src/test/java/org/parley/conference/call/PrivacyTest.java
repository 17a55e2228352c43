package org.parley.conference.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.conference.call.Switchroom.CALL;
import static org.parley.conference.call.Switchroom.disconnect;
import static org.parley.conference.call.Switchroom.dn;
import static org.parley.conference.call.Switchroom.mute;
import static org.parley.conference.call.Switchroom.origin;
import static org.parley.conference.call.Switchroom.reconnect;
import static org.parley.conference.call.Switchroom.release;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceInteraction;

/** Seed 002, story by story. */
class PrivacyTest {

  private static Switchroom apart(String others, String party) {
    Switchroom room = Switchroom.conference(others);
    room.when(disconnect("a", party));
    room.mixes();
    return room;
  }

  @Test
  void the_client_is_answered_when_the_mixer_has_done_it() {
    Switchroom room = Switchroom.conference();
    assertThat(room.told(disconnect("a", "c"))).isEqualTo("ListenDisconnectAsked c");
    assertThat(room.parties(CALL)).isEqualTo("a b c");
    assertThat(room.told(disconnect("b", "c"))).isEqualTo("Refused 110");
    assertThat(Switchroom.inWords(room.mixes())).isEqualTo("ListenDisconnected c");
    assertThat(room.parties(CALL)).isEqualTo("a b c!");
    assertThat(Switchroom.inWords(room.mixes())).isEmpty();
  }

  @Test
  void nor_is_the_client_answered_while_two_phones_still_send_to_each_other() {
    Switchroom room = Switchroom.talking();
    room.agrees();
    room.when(new VoiceCommand.SingleStepConference(origin("a"), CALL, dn("a"), dn("c")));
    room.answer("c");
    room.seats();
    room.when(disconnect("a", "b"));
    assertThat(Switchroom.inWords(room.plays())).isEmpty();
    assertThat(room.parties(CALL)).isEqualTo("a b c");
    room.agrees();
    assertThat(Switchroom.inWords(room.plays())).isEqualTo("ListenDisconnected b");
  }

  @Test
  void a_phone_that_does_not_go_to_the_room_is_not_apart() {
    Switchroom room = Switchroom.talking();
    room.agrees();
    room.when(new VoiceCommand.SingleStepConference(origin("a"), CALL, dn("a"), dn("c")));
    room.answer("c");
    room.seats();
    room.when(disconnect("a", "b"));
    room.plays();
    assertThat(Switchroom.inWords(room.later(Duration.ofSeconds(3)).timers()))
        .isEqualTo("ListenDisconnectFailed b 58");
    assertThat(room.parties(CALL)).isEqualTo("a b c");
  }

  @Test
  void a_mixer_that_does_nothing_leaves_everything_as_it_was() {
    Switchroom room = Switchroom.conference();
    room.when(disconnect("a", "c"));
    assertThat(Switchroom.inWords(room.later(Duration.ofSeconds(3)).timers()))
        .isEqualTo("ListenDisconnectFailed c 58");
    assertThat(room.parties(CALL)).isEqualTo("a b c");
    assertThat(Switchroom.inWords(room.mixes())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a, c, ListenDisconnectAsked c",
    "b, c, ListenDisconnectAsked c",
    "c, a, ListenDisconnectAsked a",
    "a, c@A, Refused 71",
    "a, a, Refused 53",
    "a, d, Refused 71",
    "d, c, Refused 56",
  })
  void any_party_disconnects_any_other(String by, String party, String told) {
    assertThat(Switchroom.conference().told(disconnect(by, party))).isEqualTo(told);
  }

  @Test
  void it_takes_three() {
    assertThat(Switchroom.talking().told(disconnect("a", "b"))).isEqualTo("Refused 1712");
  }

  @Test
  void it_takes_the_options() {
    Switchroom room = Switchroom.conference();
    room.policies.tellsCallInfo = false;
    assertThat(room.told(disconnect("a", "c"))).isEqualTo("Refused 51");
    assertThat(room.told(reconnect("a", "c"))).isEqualTo("Refused 51");
  }

  @Test
  void twice_is_refused() {
    assertThat(apart("c", "c").told(disconnect("b", "c"))).isEqualTo("Refused 43");
    assertThat(Switchroom.conference().told(reconnect("a", "c"))).isEqualTo("Refused 43");
  }

  @Test
  void somebody_has_to_be_left_to_talk_to() {
    Switchroom room = apart("c", "c");
    assertThat(room.told(disconnect("a", "b"))).isEqualTo("Refused 1712");

    Switchroom four = apart("cd", "c");
    assertThat(four.told(disconnect("a", "d"))).isEqualTo("ListenDisconnectAsked d");
    assertThat(four.told(disconnect("a", "b"))).isEqualTo("Refused 1712");
  }

  @Test
  void music_is_read_at_each_request() {
    Switchroom room = Switchroom.conference();
    room.policies.listenDisconnectMusic = "music/other";
    room.when(disconnect("a", "c"));
    assertThat(room.interaction().calls().get(CALL).apart().get(dn("c")).music())
        .isEqualTo("music/other");
  }

  @Test
  void a_request_may_name_its_own_music() {
    Switchroom room = Switchroom.conference();
    room.when(new VoiceCommand.ListenDisconnect(origin("a"), CALL, dn("a"), "c", "music/theirs"));
    assertThat(room.interaction().calls().get(CALL).apart().get(dn("c")).music())
        .isEqualTo("music/theirs");
  }

  @Test
  void any_agent_brings_it_back() {
    Switchroom room = apart("c", "c");
    assertThat(room.told(reconnect("b", "c"))).isEqualTo("ListenReconnected c");
    assertThat(room.parties(CALL)).isEqualTo("a b c");
  }

  @Test
  void the_requester_leaves_and_it_stays_apart_until_one_active_participant_remains() {
    Switchroom room = apart("cd", "c");
    assertThat(room.told(release("a"))).isEqualTo("PartyReleased a, LegEnded a");
    assertThat(room.parties(CALL)).isEqualTo("b c! d");
    assertThat(room.told(release("d")))
        .isEqualTo("PartyReleased d, ListenReconnected c, LegEnded d");
    assertThat(room.parties(CALL)).isEqualTo("b c");
    assertThat(room.interaction().needsRoom(room.interaction().calls().get(CALL))).isFalse();
  }

  @Test
  void two_are_apart_and_the_others_leave() {
    Switchroom room = apart("cde", "c");
    room.when(disconnect("a", "d"));
    room.mixes();
    assertThat(room.parties(CALL)).isEqualTo("a b c! d! e");
    room.when(release("a"));
    assertThat(room.told(release("b")))
        .isEqualTo("PartyReleased b, ListenReconnected c, ListenReconnected d, LegEnded b");
    assertThat(room.parties(CALL)).isEqualTo("c d e");
  }

  @Test
  void the_target_hangs_up_or_is_deleted() {
    Switchroom room = apart("c", "c");
    assertThat(room.told(new VoiceCommand.HangUp(CALL, room.leg("c"))))
        .isEqualTo("PartyReleased c, LegEnded c");
    assertThat(room.interaction().calls().get(CALL).apart()).isEmpty();

    Switchroom other = apart("c", "c");
    assertThat(other.told(new VoiceCommand.DeleteFromConference(origin("b"), CALL, dn("b"), "c")))
        .isEqualTo("PartyReleased c by b, LegEnded c");
  }

  @Test
  void who_is_apart_does_not_hold() {
    assertThat(apart("c", "c").told(new VoiceCommand.HoldCall(origin("c"), CALL, dn("c"), null)))
        .isEqualTo("Refused 1712");
  }

  @Test
  void who_is_about_to_be_apart_does_not_hold_either() {
    Switchroom room = Switchroom.conference();
    room.when(disconnect("a", "c"));
    assertThat(room.told(new VoiceCommand.HoldCall(origin("c"), CALL, dn("c"), null)))
        .isEqualTo("Refused 1712");
    room.mixes();
    assertThat(room.parties(CALL)).isEqualTo("a b c!");
  }

  @Test
  void the_conference_ends_while_a_request_waits() {
    Switchroom room = Switchroom.conference();
    room.when(disconnect("a", "c"));
    assertThat(room.told(release("b")))
        .isEqualTo("PartyReleased b, ListenDisconnectFailed c 1712, LegEnded b");
  }

  @Test
  void who_is_alone_with_one_who_holds_and_one_apart_hears_music() {
    Switchroom room = apart("c", "c");
    room.when(new VoiceCommand.HoldCall(origin("a"), CALL, dn("a"), "music/hold"));
    assertThat(room.interaction().room(room.interaction().calls().get(CALL)).get(dn("b")).music())
        .isEqualTo("music/hold");
  }

  @Test
  void who_is_still_to_be_apart_is_active_until_then() {
    Switchroom room = apart("cd", "c");
    room.when(disconnect("b", "d"));
    assertThat(room.told(release("a")))
        .isEqualTo("PartyReleased a, ListenDisconnectFailed d 1712, LegEnded a");
    assertThat(room.parties(CALL)).isEqualTo("b c! d");
  }

  @Test
  void its_own_hold_key_counts_when_it_is_brought_back() {
    Switchroom room = apart("c", "c");
    assertThat(room.told(said(room, Direction.SEND_ONLY, true))).isEmpty();
    assertThat(room.told(said(room, Direction.SEND_ONLY, false))).isEmpty();
    assertThat(room.parties(CALL)).isEqualTo("a b c!");
    assertThat(room.told(reconnect("b", "c"))).isEqualTo("ListenReconnected c, Held c");
    assertThat(room.parties(CALL)).isEqualTo("a b cheld");
    assertThat(room.told(said(room, Direction.SEND_RECEIVE, true))).isEqualTo("Retrieved c");
  }

  @Test
  void a_hold_that_ended_before_it_is_brought_back_is_none() {
    Switchroom room = apart("c", "c");
    room.when(said(room, Direction.SEND_ONLY, true));
    room.when(said(room, Direction.SEND_RECEIVE, true));
    assertThat(room.told(reconnect("b", "c"))).isEqualTo("ListenReconnected c");
  }

  @Test
  void its_own_hold_key_counts_when_the_requester_leaves() {
    Switchroom room = apart("c", "c");
    room.when(said(room, Direction.INACTIVE, true));
    assertThat(room.told(release("a")))
        .isEqualTo("PartyReleased a, ListenReconnected c, Held c, LegEnded a");
  }

  /** What the endpoint of c says of its audio. */
  private static VoiceCommand said(Switchroom room, Direction direction, boolean offer) {
    AudioDescription audio = Switchroom.audio("c");
    return new VoiceCommand.Describe(
        CALL,
        room.leg("c"),
        new AudioDescription(audio.host(), audio.port(), audio.formats(), direction),
        Set.of(),
        null,
        offer);
  }

  @Test
  void it_survives_its_mixer() {
    Switchroom room = apart("c", "c");
    room.when(new VoiceCommand.TakeRoom(CALL, "media-server-2", Switchroom.MIXER));
    assertThat(room.parties(CALL)).isEqualTo("a b c!");
    assertThat(room.interaction().room(room.interaction().calls().get(CALL)).get(dn("c")).music())
        .isEqualTo("music/on_hold");
  }

  @ParameterizedTest
  @CsvSource({
    "a, c, true, MuteChanged c",
    "c, c, true, MuteChanged c",
    "a, c, false, Refused 43",
    "a, x, true, Refused 71",
  })
  void a_party_is_muted(String by, String party, boolean muted, String told) {
    assertThat(Switchroom.conference().told(mute(by, party, muted))).isEqualTo(told);
  }

  @Test
  void a_muted_party_is_muted_again_when_it_has_been_brought_back() {
    Switchroom room = Switchroom.conference();
    room.when(mute("a", "c", true));
    room.when(disconnect("a", "c"));
    room.mixes();
    assertThat(room.parties(CALL)).isEqualTo("a b c!");
    assertThat(room.told(reconnect("a", "c"))).isEqualTo("ListenReconnected c");
    assertThat(room.parties(CALL)).isEqualTo("a b c-");
    assertThat(room.told(mute("a", "c", false))).isEqualTo("MuteChanged c off");
  }

  @Test
  void a_muted_party_that_holds_is_muted_when_it_retrieves() {
    Switchroom room = Switchroom.conference();
    room.when(mute("a", "c", true));
    room.when(new VoiceCommand.HoldCall(origin("c"), CALL, dn("c"), null));
    room.when(new VoiceCommand.RetrieveCall(origin("c"), CALL, dn("c")));
    assertThat(room.parties(CALL)).isEqualTo("a b c-");
  }

  @Test
  void who_is_muted_and_apart_is_heard_when_two_are_left() {
    Switchroom room = Switchroom.conference();
    room.when(mute("a", "c", true));
    room.when(disconnect("a", "c"));
    room.mixes();
    assertThat(room.told(release("b")))
        .isEqualTo("PartyReleased b, ListenReconnected c, MuteChanged c off, LegEnded b");
    assertThat(room.parties(CALL)).isEqualTo("a c");
  }

  @Test
  void a_muted_party_hears_and_is_not_heard_until_two_remain() {
    Switchroom room = Switchroom.conference();
    room.when(mute("a", "c", true));
    assertThat(room.parties(CALL)).isEqualTo("a b c-");
    var call = room.interaction().calls().get(CALL);
    assertThat(VoiceInteraction.hears(call, dn("c"), dn("a"))).isTrue();
    assertThat(VoiceInteraction.hears(call, dn("a"), dn("c"))).isFalse();
    assertThat(room.told(release("b"))).isEqualTo("PartyReleased b, MuteChanged c off, LegEnded b");
  }
}
