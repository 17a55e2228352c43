package org.parley.bench.voice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.media.engine.MixerThreads;
import org.parley.media.host.Equipment;
import org.parley.media.host.Instances;
import org.parley.media.host.RoomHost;
import org.parley.media.leg.PortRange;
import org.parley.media.sound.MediaRoot;
import org.parley.media.sound.Sounds;

/**
 * The process that is measured: one mixer thread, and the rooms that standard input asks for. Takes
 * {@code open ROOMS PARTIES PORT...}, {@code reset}, {@code apart ROOM PARTY}, {@code back ROOM
 * PARTY}, {@code report} and {@code end}, one a line; each is answered by a line that begins the
 * same.
 */
public final class MixerMain implements Instances {
  private static final String HOST = "127.0.0.1";
  private static final int FIRST_PORT = 40_000;
  private static final int LAST_PORT = 49_999;
  private static final int MUSIC_CACHE = 10_000_000;

  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final Counts counts = new Counts();
  private final MixerThreads threads =
      new MixerThreads(1, "bench", InstantSource.system(), new Random(), counts);
  private final BenchCalls calls;
  private boolean ended;

  private MixerMain(Path music) {
    PortRange ports = new PortRange(InetAddress.ofLiteral(HOST), FIRST_PORT, LAST_PORT);
    var sounds = new Sounds(new MediaRoot(music), MUSIC_CACHE);
    var host =
        new RoomHost(
            this, new Equipment(own(), threads, ports, sounds, HOST, this::said), System::nanoTime);
    this.calls = new BenchCalls(host);
    host.begin();
  }

  public static void main(String[] arguments) throws Exception {
    new MixerMain(Path.of(arguments[0])).run();
  }

  @Override
  public String own() {
    return "bench";
  }

  @Override
  public Set<String> alive() {
    return Set.of(own());
  }

  private void said(VoiceCommand command) {
    work.add(() -> calls.decide(command));
  }

  private void run() throws InterruptedException {
    Thread.ofPlatform().daemon().name("input").start(this::read);
    System.out.println("ready");
    while (!ended) {
      work.take().run();
    }
    threads.close();
  }

  private void read() {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ");
        work.add(() -> obey(words));
      }
    } catch (IOException closed) {
      // As below.
    }
    work.add(() -> ended = true);
  }

  private void obey(String[] words) {
    switch (words[0]) {
      case "open" -> calls.open(words);
      case "reset" -> {
        counts.reset();
        System.out.println("reset");
      }
      case "apart" -> calls.putApart(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "back" -> calls.bringBack(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      case "report" -> System.out.println("report " + counts.report());
      default -> ended = true;
    }
  }
}
