package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.contracts.media.Room;
import org.parley.contracts.media.RoomCommand;
import org.parley.contracts.media.RoomEvent;
import org.parley.contracts.media.RoomEvent.Trouble;
import org.parley.eventlog.CommandPosition;
import org.parley.media.audio.G711;
import org.parley.media.engine.MixerThread;
import org.parley.media.engine.MixerThreads;
import org.parley.media.leg.PortRange;
import org.parley.media.room.RoomDecider;
import org.parley.media.sound.MediaRoot;
import org.parley.media.sound.Sound;

/** Three phones in a room, with real packets; each hears whom it should, and nobody else. */
class RoomHostIT {
  private static final String C = "0500000000000001";
  private static final int A = 400;
  private static final int B = 700;
  private static final int D = 1_100;
  private static final int MUSIC = 1_900;
  private static final int PORTS = 50;

  @TempDir Path directory;

  private final RoomDecider decider = new RoomDecider();
  private final BlockingQueue<RoomCommand> commands = new LinkedBlockingQueue<>();
  private final Map<String, Room> rooms = new HashMap<>();
  private final List<RoomEvent> events = new ArrayList<>();
  private final Set<String> alive = new HashSet<>(Set.of("m1"));
  private final List<Server> servers = new ArrayList<>();
  private final Map<String, Phone> phones = new HashMap<>();

  /** One media-server. */
  private final class Server implements Instances, MixerThread.Meters {
    final String name;
    final PortRange ports;
    final MixerThreads threads;
    final RoomHost host;

    Server(String name, int firstPort) {
      this.name = name;
      ports = new PortRange(InetAddress.getLoopbackAddress(), firstPort, firstPort + 2 * PORTS);
      threads = new MixerThreads(1, "parley", InstantSource.system(), new Random(), this);
      host =
          new RoomHost(this, threads, ports, new MediaRoot(directory), "127.0.0.1", commands::add);
      servers.add(this);
    }

    @Override
    public String own() {
      return name;
    }

    @Override
    public Set<String> alive() {
      return Set.copyOf(alive);
    }

    @Override
    public void frame(Duration late, Duration work) {}

    @Override
    public void leftOut(long frames) {}
  }

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectories(directory.resolve("music"));
    Files.write(
        directory.resolve("music/on_hold.ulaw"),
        G711.PCMU.encode(Sound.tone(MUSIC, Phone.LOUDNESS).samples()));
    new Server("m1", 23_000);
    phones.put("a", new Phone(A, G711.PCMU));
    phones.put("b", new Phone(B, G711.PCMA));
    phones.put("d", new Phone(D, G711.PCMU));
  }

  @AfterEach
  void end() {
    phones.values().forEach(Phone::close);
    servers.forEach(server -> {
      server.host.close();
      server.threads.close();
    });
  }

  /** The log: each command is decided, and every server told. */
  private void ask(RoomCommand command) {
    commands.add(command);
    settle();
  }

  private void settle() {
    for (RoomCommand next = commands.poll(); next != null; next = commands.poll()) {
      Room before = rooms.get(next.conference());
      List<RoomEvent> made =
          decider.decide(before, next, new CommandPosition(0, 0, next.conference(), Instant.EPOCH));
      Room after = before;
      for (RoomEvent event : made) {
        after = decider.evolve(after, event);
      }
      rooms.put(next.conference(), after);
      events.addAll(made);
      for (Server server : servers) {
        server.host.changed(next.conference(), made, after);
      }
      for (RoomEvent event : made) {
        if (event instanceof RoomEvent.Opened opened) {
          phones.get(opened.leg()).sendTo(opened.here());
        }
      }
    }
  }

  private void seat(String leg) {
    ask(new RoomCommand.Seat(C, leg, phones.get(leg).description(), Set.of("127.0.0.1")));
  }

  private void hears(String leg, int[] wanted, int... unwanted) {
    await(leg + " hears what it should")
        .atMost(Duration.ofSeconds(10))
        .until(() -> {
          settle();
          return phones.get(leg).hears(wanted, unwanted);
        });
  }

  private static int[] of(int... hertz) {
    return hertz;
  }

  @Test
  void each_hears_the_others_and_not_itself() {
    seat("a");
    seat("b");
    seat("d");

    hears("a", of(B, D), A, MUSIC);
    hears("b", of(A, D), B, MUSIC);
    hears("d", of(A, B), D, MUSIC);
  }

  @Test
  void who_is_disconnected_hears_music_and_is_not_heard_until_it_is_brought_back() {
    seat("a");
    seat("b");
    seat("d");
    ask(new RoomCommand.Disconnect(C, "d", "music/on_hold"));
    hears("a", of(B), A, D, MUSIC);
    hears("b", of(A), B, D, MUSIC);
    hears("d", of(MUSIC), A, B, D);

    ask(new RoomCommand.Reconnect(C, "d"));
    hears("a", of(B, D), A, MUSIC);
    hears("d", of(A, B), D, MUSIC);
  }

  @Test
  void who_is_muted_hears_and_is_not_heard() {
    seat("a");
    seat("b");
    ask(new RoomCommand.Mute(C, "b", true));

    hears("a", of(), A, B);
    hears("b", of(A), B);
  }

  @Test
  void packets_go_on_without_a_gap_over_every_change() {
    seat("a");
    seat("b");
    hears("a", of(B), A);
    ask(new RoomCommand.Disconnect(C, "a", "music/on_hold"));
    hears("a", of(MUSIC), B);
    ask(new RoomCommand.Reconnect(C, "a"));
    hears("a", of(B), MUSIC);
    ask(new RoomCommand.Mute(C, "b", true));
    hears("a", of(), B, MUSIC);
    ask(new RoomCommand.Unseat(C, "b"));
    seat("d");
    hears("a", of(D), B, MUSIC);

    assertThat(phones.get("a").breaks()).isZero();
  }

  @Test
  void music_that_is_not_there_is_silence_and_a_complaint() {
    seat("a");
    seat("b");
    ask(new RoomCommand.Disconnect(C, "b", "music/none"));

    hears("b", of(), A, MUSIC);
    hears("a", of(), B);
    assertThat(events).contains(new RoomEvent.Complained(C, "b", Trouble.NO_MUSIC));
  }

  @Test
  void a_far_end_without_a_codec_of_ours_gets_no_seat_and_disturbs_nobody() {
    seat("a");
    seat("b");
    var opus =
        new AudioDescription(
            "127.0.0.1",
            9_999,
            List.of(new Format(111, "opus", 48_000, null)),
            Direction.SEND_RECEIVE);
    ask(new RoomCommand.Seat(C, "x", opus, Set.of()));

    assertThat(events).contains(new RoomEvent.Complained(C, "x", Trouble.NO_CODEC));
    hears("a", of(B), A);
  }

  @Test
  void another_instance_makes_the_room_anew_when_the_first_is_gone() {
    var second = new Server("m2", 24_000);
    seat("a");
    seat("b");
    seat("d");
    ask(new RoomCommand.Disconnect(C, "d", "music/on_hold"));
    hears("d", of(MUSIC), A, B);
    Server first = servers.getFirst();
    first.host.close();
    first.threads.close();
    servers.remove(first);
    alive.clear();
    alive.add("m2");

    second.host.sweep();

    hears("a", of(B), A, D);
    hears("d", of(MUSIC), A, B);
    assertThat(rooms.get(C).instance()).isEqualTo("m2");
    assertThat(second.host.rooms()).isEqualTo(1);
  }

  @Test
  void when_all_have_gone_no_port_and_no_mixer_is_left() {
    seat("a");
    seat("b");
    hears("a", of(B), A);
    ask(new RoomCommand.Unseat(C, "a"));
    ask(new RoomCommand.Unseat(C, "b"));

    Server server = servers.getFirst();
    assertThat(server.host.rooms()).isZero();
    await().until(() -> server.ports.free() == PORTS);
  }
}
