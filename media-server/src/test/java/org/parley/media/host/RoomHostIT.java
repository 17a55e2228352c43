package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.contracts.voice.VoiceCommand.Trouble;
import org.parley.contracts.voice.VoiceEvent;
import org.parley.media.audio.G711;
import org.parley.media.sound.Sound;

/** Three phones in a call, with real packets; each hears whom it should, and nobody else. */
class RoomHostIT {
  private static final int A = 400;
  private static final int B = 700;
  private static final int D = 1_100;
  private static final int MUSIC = 1_900;
  private static final String ON_HOLD = "music/on_hold";

  @TempDir Path directory;

  private final Set<String> alive = new HashSet<>(Set.of("m1"));
  private final List<TestServer> servers = new ArrayList<>();
  private final Map<String, Phone> phones = new HashMap<>();
  private final Conversation call = new Conversation(1, this::told);

  private TestServer server(String name, int firstPort) {
    var server =
        new TestServer(name, firstPort, directory, () -> Set.copyOf(alive), call.commands::add);
    servers.add(server);
    call.readBy(name, server.host);
    server.host.begin();
    return server;
  }

  private void told(String dn, @Nullable AudioDescription there) {
    phones.get(dn).sendTo(there);
  }

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(directory.resolve("music"));
    Files.write(
        directory.resolve("music/on_hold.ulaw"),
        G711.PCMU.encode(Sound.tone(MUSIC, Phone.LOUDNESS).samples()));
    server("m1", 23_000);
    phones.put("a", new Phone(A, G711.PCMU));
    phones.put("b", new Phone(B, G711.PCMA));
    phones.put("d", new Phone(D, G711.PCMU));
  }

  @AfterEach
  void end() {
    phones.values().forEach(Phone::close);
    servers.forEach(TestServer::close);
  }

  private TestServer first() {
    return servers.getFirst();
  }

  private AudioDescription far(String name) {
    return phones.get(name).description();
  }

  private void two() {
    call.begin("a", far("a"), "d", far("d"));
    call.settle();
  }

  private void three() {
    two();
    call.joins("b", far("b"));
    call.settle();
  }

  private void hears(String leg, int[] wanted, int... unwanted) {
    await(leg + " hears what it should")
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          call.settle();
          return phones.get(leg).hears(wanted, unwanted);
        });
  }

  private static int[] of(int... hertz) {
    return hertz;
  }

  private long saidOf(Class<? extends VoiceCommand> kind) {
    return call.said.stream().filter(kind::isInstance).count();
  }

  @Test
  void each_of_three_hears_the_others_and_not_itself() {
    three();

    hears("a", of(B, D), A, MUSIC);
    hears("b", of(A, D), B, MUSIC);
    hears("d", of(A, B), D, MUSIC);
    assertThat(saidOf(VoiceCommand.TakeRoom.class)).isEqualTo(1);
    assertThat(saidOf(VoiceCommand.OfferSeat.class)).isEqualTo(3);
  }

  @Test
  void two_have_no_room() {
    two();

    hears("a", of(D), A);
    hears("d", of(A), D);
    assertThat(first().host.rooms()).isZero();
    assertThat(call.said).isEmpty();
  }

  @Test
  void two_without_a_codec_in_common_have_one() {
    call.begin("a", far("a"), "b", far("b"));
    call.settle();

    hears("a", of(B), A);
    hears("b", of(A), B);
    assertThat(first().host.rooms()).isEqualTo(1);
  }

  @Test
  void who_is_put_apart_hears_music_and_is_not_heard_until_it_comes_back() {
    three();
    hears("a", of(B, D), A);
    call.isPutApart("d", ON_HOLD);
    hears("a", of(B), A, D, MUSIC);
    hears("b", of(A), B, D, MUSIC);
    hears("d", of(MUSIC), A, B, D);
    assertThat(call.voiceCall().active()).hasSize(2);
    assertThat(saidOf(VoiceCommand.ConfirmApart.class)).isEqualTo(1);

    call.comesBack("d");
    hears("a", of(B, D), A, MUSIC);
    hears("d", of(A, B), D, MUSIC);
  }

  @Test
  void who_is_muted_hears_and_is_not_heard() {
    two();
    call.isMuted("d", true);

    hears("a", of(), A, D);
    hears("d", of(A), D);
    call.isMuted("d", false);
    hears("a", of(D), A);
    assertThat(first().host.rooms()).isZero();
  }

  @Test
  void who_was_put_on_hold_hears_music_until_it_is_retrieved() {
    two();
    hears("d", of(A), D);
    call.holds("a");
    hears("d", of(MUSIC), A, D);

    call.retrieves("a");
    hears("d", of(A), MUSIC);
    hears("a", of(D), MUSIC);
    assertThat(first().host.rooms()).isZero();
  }

  @Test
  void packets_go_on_without_a_gap_over_every_change_in_the_room() {
    three();
    hears("a", of(B, D), A);
    int before = phones.get("a").breaks();
    call.isPutApart("a", ON_HOLD);
    hears("a", of(MUSIC), B, D);
    call.comesBack("a");
    hears("a", of(B, D), MUSIC);
    call.isMuted("b", true);
    hears("a", of(D), B, MUSIC);
    call.holds("d");
    hears("a", of(), B, D, MUSIC);
    call.isMuted("b", false);
    call.retrieves("d");
    hears("a", of(B, D), MUSIC);

    assertThat(phones.get("a").breaks()).isEqualTo(before);
  }

  @Test
  void music_that_is_not_there_is_silence_and_a_complaint_and_it_is_apart_all_the_same() {
    three();
    call.isPutApart("b", "music/none");

    hears("b", of(), A, D, MUSIC);
    hears("a", of(D), B);
    assertThat(call.said)
        .contains(new VoiceCommand.Complain(call.call, "m1", "leg-b", Trouble.NO_MUSIC));
    assertThat(call.voiceCall().active()).hasSize(2);
  }

  @Test
  void a_far_end_without_a_codec_of_ours_gets_no_seat_and_disturbs_nobody() throws IOException {
    var opus =
        new AudioDescription(
            "127.0.0.1",
            9_999,
            List.of(new Format(111, "opus", 48_000, null)),
            Direction.SEND_RECEIVE);
    phones.put("x", new Phone(1_300, G711.PCMU));
    two();
    call.joins("x", opus);

    hears("a", of(D), A);
    assertThat(call.said)
        .containsOnlyOnce(new VoiceCommand.Complain(call.call, "m1", "leg-x", Trouble.NO_CODEC));
  }

  @Test
  void keys_reach_those_who_hear_whether_they_came_by_rtp_or_from_a_client() {
    three();
    hears("a", of(B, D), A);
    hears("b", of(A, D), B);
    call.isPutApart("d", ON_HOLD);
    hears("d", of(MUSIC), A, B);

    call.sendsKeys("a", "1#");
    await().until(() -> phones.get("b").keys().equals("1#"));
    phones.get("b").press('7');
    await().until(() -> phones.get("a").keys().equals("7"));

    assertThat(phones.get("d").keys()).isEmpty();
    assertThat(phones.get("b").keys()).isEqualTo("1#");
  }

  @Test
  void another_instance_makes_the_room_anew_when_the_first_is_gone() {
    TestServer second = server("m2", 24_000);
    three();
    call.isPutApart("d", ON_HOLD);
    hears("d", of(MUSIC), A, B);
    TestServer first = call.voiceCall().mixer().equals("m1") ? first() : second;
    TestServer other = first == second ? first() : second;
    call.readNoMoreBy(first.name);
    first.close();
    servers.remove(first);
    alive.clear();
    alive.add(other.name);

    other.host.sweep();
    call.settle();

    hears("a", of(B), A, D);
    hears("d", of(MUSIC), A, B);
    assertThat(call.voiceCall().mixer()).isEqualTo(other.name);
    assertThat(other.host.rooms()).isEqualTo(1);
    assertThat(other.host.seats()).isEqualTo(3);
  }

  @Test
  void a_restarted_instance_goes_on_at_the_same_ports() {
    three();
    hears("a", of(B, D), A);
    TestServer before = first();
    call.readNoMoreBy("m1");
    before.close();
    servers.remove(before);
    int said = call.said.size();
    int changes = call.log.size();

    server("m1", 23_000);

    hears("a", of(B, D), A);
    hears("d", of(A, B), D);
    assertThat(call.said).hasSize(said);
    assertThat(call.log).hasSize(changes);
  }

  @Test
  void what_was_in_the_log_before_it_begins_is_not_done_again() {
    three();
    hears("a", of(B, D), A);
    call.readNoMoreBy("m1");
    first().close();
    servers.clear();
    var late = new TestServer("m1", 23_000, directory, () -> Set.copyOf(alive), call.commands::add);
    servers.add(late);
    call.readBy("m1", late.host);
    call.sendsKeys("a", "5");
    assertThat(late.host.rooms()).isZero();

    late.host.begin();

    hears("b", of(A, D), B);
    assertThat(phones.get("b").keys()).isEmpty();
  }

  @Test
  void an_offer_that_was_lost_is_made_again() {
    three();
    call.commands.clear();
    call.happens(new VoiceEvent.RoomTaken(call.call, "m1"));
    call.commands.clear();

    await()
        .until(() -> {
          first().host.sweep();
          call.settle();
          return call.state().legs().values().stream()
              .allMatch(leg -> leg.seats().containsKey(call.call));
        });
    hears("a", of(B, D), A);
  }

  @Test
  void when_two_are_left_they_talk_without_it_and_no_port_and_no_mixer_is_left() {
    three();
    hears("a", of(B, D), A);
    call.leaves("b");
    hears("a", of(D), A, B);
    hears("d", of(A), B, D);
    assertThat(first().host.rooms()).isZero();
    nothingIsLeft();
  }

  @Test
  void a_room_that_is_needed_again_is_at_the_ports_that_the_endpoints_know() {
    three();
    hears("a", of(B, D), A);
    call.leaves("b");
    hears("a", of(D), A, B);
    assertThat(first().host.rooms()).isZero();

    call.joins("b", far("b"));
    hears("a", of(B, D), A);
    hears("b", of(A, D), B);

    assertThat(saidOf(VoiceCommand.OfferSeat.class)).as("three, and b again").isEqualTo(4);
    assertThat(saidOf(VoiceCommand.TakeRoom.class)).isEqualTo(1);
  }

  @Test
  void when_the_call_is_over_no_port_and_no_mixer_is_left() {
    three();
    hears("a", of(B, D), A);

    call.ends();

    nothingIsLeft();
  }

  private void nothingIsLeft() {
    TestServer server = first();
    assertThat(server.host.seats()).isZero();
    await().until(() -> server.ports.free() == TestServer.PAIRS);
    await().until(() -> server.threads.rooms() == 0);
  }
}
