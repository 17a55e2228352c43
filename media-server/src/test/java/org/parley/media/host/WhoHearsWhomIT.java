package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.callmodel.Party;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.voice.VoiceCall;
import org.parley.contracts.voice.VoiceInteraction;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.engine.Room;
import org.parley.tlib.Dn;

/** Whatever happens in a call: who hears whom in its room is what the state says. */
class WhoHearsWhomIT {
  private static final int MOST = 8;
  private static final int STEPS = 40;

  @TempDir Path directory;

  private final Conversation call = new Conversation(1, (_, _) -> {});
  private final Map<String, DatagramSocket> far = new HashMap<>();
  private TestServer server;
  private int compared;

  @BeforeEach
  void begin() {
    server = new TestServer("m1", 25_000, directory, () -> Set.of("m1"), call.commands::add);
    call.readBy("m1", server.host);
    server.host.begin();
  }

  @AfterEach
  void end() {
    server.close();
    far.values().forEach(DatagramSocket::close);
  }

  private AudioDescription description(String name) throws IOException {
    DatagramSocket socket = far.get(name);
    if (socket == null) {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
      far.put(name, socket);
    }
    return new AudioDescription(
        "127.0.0.1",
        socket.getLocalPort(),
        List.of(new Format(0, G711.PCMU.encodingName(), Frame.RATE, null)),
        Direction.SEND_RECEIVE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void is_as_the_state_says_and_nothing_is_left_at_the_end(long seed) throws Exception {
    var random = new Random(seed);
    call.begin("p0", description("p0"), "p1", description("p1"));
    for (int step = 0; step < STEPS; step++) {
      change(random, step);
      if (random.nextInt(4) > 0) {
        settle();
        compare();
      }
    }
    assertThat(compared).isGreaterThan(STEPS);

    call.ends();
    assertThat(server.host.rooms()).isZero();
    assertThat(server.host.seats()).isZero();
    await().until(() -> server.ports.free() == TestServer.PAIRS);
    await().until(() -> server.threads.rooms() == 0);
  }

  private void change(Random random, int step) throws IOException {
    List<Party> parties = call.voiceCall().call().parties();
    Party one = parties.get(random.nextInt(parties.size()));
    String name = one.dn().toString();
    boolean apart = call.voiceCall().apart().containsKey(one.dn());
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        if (parties.size() < MOST) {
          String joining = "p" + (step + 2);
          call.joins(joining, description(joining));
        }
      }
      case 2 -> {
        if (parties.size() > 2) {
          call.leaves(name);
        }
      }
      case 3 -> {
        if (apart) {
          call.comesBack(name);
        } else if (one.state().isConnected()) {
          call.isPutApart(name, "music/on_hold");
        }
      }
      case 4, 5 -> {
        if (one.state().isConnected() && !apart) {
          call.isMuted(name, !one.state().isMuted());
        }
      }
      default -> {
        if (one.state().isHeld()) {
          call.retrieves(name);
        } else if (one.state().isConnected() && !apart) {
          call.holds(name);
        }
      }
    }
  }

  /** Until the mixer has done all that was asked and everything that came of it. */
  private void settle() {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> {
          call.settle();
          server.host.room(call.call).ifPresent(room -> ask(room, _ -> true));
          return call.commands.isEmpty()
              && call.voiceCall().apart().values().stream().allMatch(one -> one.request() == null);
        });
  }

  private static <T> T ask(LiveRoom room, Function<Room, T> question) {
    var answer = new CompletableFuture<T>();
    room.mixer().execute(mixed -> answer.completeAsync(() -> question.apply(mixed), Runnable::run));
    return answer.orTimeout(5, TimeUnit.SECONDS).join();
  }

  private void compare() {
    VoiceInteraction state = call.state();
    VoiceCall now = call.voiceCall();
    assertThat(server.host.rooms()).isEqualTo(state.needsRoom(now) ? 1 : 0);
    server.host.room(call.call).ifPresent(room -> assertThat(heard(room)).isEqualTo(byTheRules()));
  }

  /** Pairs, listener first, of those who are present. */
  private Set<String> byTheRules() {
    Set<String> pairs = new TreeSet<>();
    for (Dn listener : present()) {
      for (Dn speaker : present()) {
        compared++;
        if (VoiceInteraction.hears(call.voiceCall(), listener, speaker)) {
          pairs.add(listener + " " + speaker);
        }
      }
    }
    return pairs;
  }

  private Set<String> heard(LiveRoom room) {
    List<Dn> present = present();
    return ask(
        room,
        mixed -> {
          Set<String> pairs = new TreeSet<>();
          for (Dn listener : present) {
            for (Dn speaker : present) {
              if (mixed.hears("leg-" + listener, "leg-" + speaker)) {
                pairs.add(listener + " " + speaker);
              }
            }
          }
          return pairs;
        });
  }

  private List<Dn> present() {
    return call.voiceCall().present().stream().map(Party::dn).toList();
  }
}
