package org.parley.media.host;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.media.engine.Meters;
import org.parley.media.engine.MixerThreads;
import org.parley.media.leg.Loss;
import org.parley.media.leg.PortRange;
import org.parley.media.sound.MediaRoot;
import org.parley.media.sound.Sounds;

/** One media-server without Kafka. */
final class TestServer implements Instances, Meters, AutoCloseable {
  static final int PAIRS = 50;

  final String name;
  final PortRange ports;
  final MixerThreads threads;
  final RoomHost host;
  private final Supplier<Set<String>> alive;
  private final Map<Loss, Integer> lost = new EnumMap<>(Loss.class);

  TestServer(
      String name,
      int firstPort,
      Path music,
      Supplier<Set<String>> alive,
      Consumer<VoiceCommand> commands) {
    this.name = name;
    this.alive = alive;
    ports = new PortRange(InetAddress.getLoopbackAddress(), firstPort, firstPort + 2 * PAIRS);
    threads = new MixerThreads(1, "parley", InstantSource.system(), new Random(), this);
    host =
        new RoomHost(
            this,
            new Equipment(
                name,
                threads,
                ports,
                new Sounds(new MediaRoot(music), 1_000_000),
                "127.0.0.1",
                commands),
            System::nanoTime);
  }

  @Override
  public String own() {
    return name;
  }

  @Override
  public Set<String> alive() {
    return alive.get();
  }

  @Override
  public void frame(Duration late, Duration work) {}

  @Override
  public void leftOut(long frames) {}

  @Override
  public synchronized void lost(Loss why) {
    lost.merge(why, 1, Integer::sum);
  }

  /** Packets that were not taken, so far. */
  synchronized int packetsLost(Loss why) {
    return lost.getOrDefault(why, 0);
  }

  @Override
  public void close() {
    host.close();
    threads.close();
  }
}
