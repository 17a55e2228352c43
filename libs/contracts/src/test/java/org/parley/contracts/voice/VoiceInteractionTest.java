package org.parley.contracts.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.callmodel.Call;
import org.parley.callmodel.Party;
import org.parley.callmodel.PartyState;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.VoiceInteraction.Place;
import org.parley.contracts.voice.VoiceLeg.Stage;
import org.parley.tlib.CallType;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;
import org.parley.tlib.DnRole;
import org.parley.tlib.KvList;
import org.parley.tlib.MediaType;

class VoiceInteractionTest {
  private static final ConnId FIRST = ConnId.parse("0500000000000001");
  private static final ConnId SECOND = ConnId.parse("0500000000000002");
  private static final String HOLD = "music/on_hold";

  /**
   * A call as a word: each letter a party at the DN of that letter, in lower case talking, in upper
   * case on hold, with {@code !} listen disconnected, {@code -} muted, {@code ?} ringing.
   */
  private static VoiceCall call(ConnId connId, String word) {
    List<Party> parties = new ArrayList<>();
    Map<Dn, VoiceCall.Apart> apart = new LinkedHashMap<>();
    Map<Dn, VoiceCall.Ringing> ringing = new LinkedHashMap<>();
    Map<Dn, String> music = new LinkedHashMap<>();
    for (int i = 0; i < word.length(); i++) {
      char letter = word.charAt(i);
      if (!Character.isLetter(letter)) {
        continue;
      }
      var dn = new Dn(String.valueOf(Character.toLowerCase(letter)));
      char sign = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
      PartyState state =
          switch (sign) {
            case '!' -> PartyState.CONNECTED.listenDisconnected();
            case '-' -> PartyState.CONNECTED.muted();
            case '?' -> PartyState.ALERTING;
            default -> Character.isUpperCase(letter) ? PartyState.HELD : PartyState.CONNECTED;
          };
      music.put(dn, HOLD);
      if (sign == '?') {
        ringing.put(dn, new VoiceCall.Ringing(Instant.EPOCH, true, null));
      }
      if (sign == '!') {
        apart.put(dn, new VoiceCall.Apart("music/" + dn, null, false));
      }
      parties.add(new Party(dn, dn.number(), "A", DnRole.CONFERENCE_MEMBER, state));
    }
    return new VoiceCall(
        new Call(
            connId, MediaType.VOICE, CallType.INTERNAL, Instant.EPOCH, parties, KvList.empty()),
        null,
        ringing,
        apart,
        music,
        null);
  }

  private static AudioDescription at(String host, String codec) {
    return new AudioDescription(
        host, 4_000, List.of(new Format(0, codec, 8_000, null)), Direction.SEND_RECEIVE);
  }

  private static VoiceInteraction interaction(String... words) {
    var calls = new LinkedHashMap<ConnId, VoiceCall>();
    var legs = new LinkedHashMap<Dn, VoiceLeg>();
    for (int i = 0; i < words.length; i++) {
      VoiceCall call = call(i == 0 ? FIRST : SECOND, words[i]);
      calls.put(call.call().connId(), call);
      for (Party party : call.call().parties()) {
        // y understands nobody but z.
        String codec = "yz".contains(party.dn().number()) ? "opus" : "PCMU";
        legs.put(
            party.dn(),
            new VoiceLeg(
                "leg-" + party.dn(),
                party.dn(),
                Stage.ANSWERED,
                at(party.dn().number(), codec),
                Set.of(),
                null,
                Map.of(FIRST, at("room", codec), SECOND, at("room 2", codec)),
                null));
      }
    }
    return new VoiceInteraction(calls, legs);
  }

  private static String inWords(Target target) {
    return switch (target) {
      case Target.Nothing _ -> "nothing";
      case Target.Towards(var there) -> there.host();
      case Target.NotYet _ -> "not yet";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "ab, a, b",
    "ab, b, a",
    "ab?, a, b",
    "ab?, b, a",
    "Ab, a, nothing",
    "Ab, b, room",
    "AB, a, nothing",
    "AB, b, nothing",
    "abc, a, room",
    "abc, c, room",
    "Abc, a, nothing",
    "Abc, b, room",
    "ABc, c, room",
    "abc?, a, b",
    "abc?, c, nothing",
    "abc!, c, room",
    "ab!, a, room",
    "ab-, a, room",
    "ay, a, room",
    "ay?, a, not yet",
    "ay?, y, not yet",
    "yz, y, z",
    "a, a, nothing",
  })
  void a_leg_is_connected_to_what_its_call_says(String word, String dn, String target) {
    assertThat(inWords(interaction(word).targetOf(new Dn(dn)))).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "Ab, ac?, a, c",
    "Ab, ac, a, c",
    "Ab, ac, b, room",
    "Ab, ac, c, a",
    "ab, Ac, a, b",
    "ab, Ac, c, room 2",
    "Abd, ac, b, room",
  })
  void in_a_consult_call_it_hears_the_call_that_it_does_not_hold(
      String first, String second, String dn, String target) {
    assertThat(inWords(interaction(first, second).targetOf(new Dn(dn)))).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "ab, ''",
    "abc, 'a b c'",
    "abc!, 'a b c:music/c'",
    "ab!c!, 'a b:music/b c:music/c'",
    "abc-, 'a b c muted'",
    "Ab, 'b:music/on_hold'",
    "Abc, 'b c'",
    "abcd?, 'a b c'",
    "AB, ''",
  })
  void a_room_has_a_place_for_everybody_who_is_present(String word, String places) {
    VoiceInteraction interaction = interaction(word);
    Map<Dn, Place> room = interaction.room(interaction.calls().get(FIRST));

    assertThat(
            room.entrySet().stream()
                .map(entry ->
                    entry.getKey()
                        + (entry.getValue().music() == null ? "" : ":" + entry.getValue().music())
                        + (entry.getValue().muted() ? " muted" : "")))
        .containsExactlyElementsOf(
            places.isEmpty() ? List.of() : Arrays.asList(places.split(" (?!muted)")));
  }

  /** Seed 002, for any conference: the mixer and the direct ways make what the rules say. */
  @Test
  void everybody_hears_whom_the_rules_say_and_nobody_else() {
    var random = new Random(11);
    for (int run = 0; run < 5_000; run++) {
      var word = new StringBuilder();
      for (char letter = 'a'; letter < 'a' + 2 + random.nextInt(5); letter++) {
        word.append(
            switch (random.nextInt(8)) {
              case 0 -> Character.toUpperCase(letter);
              case 1 -> letter + "!";
              case 2 -> letter + "-";
              default -> String.valueOf(letter);
            });
      }
      VoiceInteraction interaction = interaction(word.toString());
      VoiceCall call = interaction.calls().get(FIRST);
      for (Party listener : call.call().parties()) {
        for (Party speaker : call.call().parties()) {
          boolean should = VoiceInteraction.hears(call, listener.dn(), speaker.dn());
          assertThat(hears(interaction, call, listener.dn(), speaker.dn()))
              .as("%s hears %s in %s", listener.dn(), speaker.dn(), word)
              .isEqualTo(should);
        }
      }
    }
  }

  private static boolean hears(VoiceInteraction interaction, VoiceCall call, Dn one, Dn other) {
    if (!(interaction.targetOf(one) instanceof Target.Towards(var there))) {
      return false;
    }
    if (!there.host().equals("room")) {
      return there.host().equals(other.number());
    }
    Map<Dn, Place> room = interaction.room(call);
    Place listener = room.get(one);
    Place speaker = room.get(other);
    return listener != null
        && speaker != null
        && !one.equals(other)
        && listener.music() == null
        && speaker.music() == null
        && !speaker.muted();
  }
}
