package org.parley.acceptance.voice;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.parley.acceptance.sip.BaresipProgram;
import org.parley.acceptance.sip.Programs;
import org.parley.bench.suite.Ports;
import org.parley.bench.tool.Tool;

/** baresip with a tone for a voice, which answers at once and records what it hears. */
public final class Phone implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** So many ports its audio may have; the first is even. */
  private static final int RTP_PORTS = 10;

  private static final Pattern AUDIO_PORT = Pattern.compile("m=audio (\\d+) ");

  private static final String CONFIG =
      """
      sip_listen 127.0.0.1:%d
      net_interface 127.0.0.1
      rtp_ports %d-%d
      module_path %s
      jitter_buffer_delay 0-0
      audio_source aufile,%s
      audio_player aubridge,nobody
      audio_alert aubridge,nobody
      snd_path %s
      module stdio.so
      module g711.so
      module aufile.so
      module aubridge.so
      module sndfile.so
      module_tmp account.so
      module_app menu.so
      """;

  private final Tool tool;
  private final Records records;
  private final String dn;
  private final int rtp;

  private int markOnScreen;

  private Phone(Tool tool, Records records, String dn, int rtp) {
    this.tool = tool;
    this.records = records;
    this.dn = dn;
    this.rtp = rtp;
  }

  /**
   * Starts it, and waits until it is registered.
   *
   * @param directory for its files; must be its own
   * @param port of the registrar, UDP
   * @param codecs that it knows, by their names in SDP
   */
  public static Phone start(Path directory, String dn, Tone voice, int port, String... codecs) {
    Path records = directory.resolve("heard");
    Path tone = directory.resolve("tone.wav");
    voice.write(tone, (int) BaresipProgram.LIFE.toSeconds());
    int rtp = Programs.freePort() / 2 * 2;
    String registrar = Ports.HOST + ":" + port;
    try {
      Files.createDirectories(records);
      Files.writeString(
          directory.resolve("config"),
          CONFIG.formatted(
              Programs.freePort(),
              rtp,
              rtp + RTP_PORTS - 1,
              BaresipProgram.modules(),
              tone,
              records));
      Files.writeString(
          directory.resolve("accounts"),
          "<sip:%s@%s>;auth_user=%s;auth_pass=demo;regint=120;answermode=auto;audio_codecs=%s\n"
              .formatted(dn, registrar, dn, String.join(",", codecs)));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
    Tool tool = BaresipProgram.start(directory);
    tool.expect("200 OK", PATIENCE);
    return new Phone(tool, new Records(records, dn), dn, rtp);
  }

  public String dn() {
    return dn;
  }

  /** Where its audio may come from and go to, RTCP included. */
  public IntStream rtpPorts() {
    return IntStream.range(rtp, rtp + RTP_PORTS);
  }

  /** Calls a number by its own keys. */
  public void dial(String number) {
    tool.type("/dial " + number);
  }

  public void hangUp() {
    tool.type("/hangup");
  }

  /** Puts its call on hold by its own key; returns when that was answered. */
  public void hold() {
    forget();
    tool.type("/hold");
    sees("SIP/2.0 200 OK");
  }

  /** Takes it back by its own key. From then on baresip 1.0 is heard, and listens no more. */
  public void resume() {
    tool.type("/resume");
  }

  /** Waits until it has been told, since it last forgot, that nobody is there. */
  public void isToldOfNobody() {
    sees("c=IN IP4 0.0.0.0");
  }

  /** Waits until it has been hung up on since it last forgot. */
  public void isHungUpOn() {
    sees("BYE sip:" + dn);
  }

  private void sees(String text) {
    await(dn + " sees " + text)
        .atMost(PATIENCE)
        .until(() -> tool.output().indexOf(text, markOnScreen) >= 0);
  }

  /** Where it was last told to send its audio, of the ports that a media-server has. */
  public int seat(IntPredicate isMediaServer) {
    return AUDIO_PORT
        .matcher(screen())
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .filter(isMediaServer)
        .reduce((_, last) -> last)
        .orElseThrow(() -> new AssertionError(dn + " is in no room"));
  }

  /** Kills it without a word to anybody. */
  public void crash() {
    tool.kill();
  }

  /** What it has heard and seen until now does not count any more. */
  public void forget() {
    markOnScreen = tool.output().length();
    records.forget();
  }

  /** Waits until it hears these tones and no other, for half a second at a time. */
  public void hears(Tone... tones) {
    records.awaitJust(Set.of(tones), PATIENCE);
  }

  /** The same, whatever else it hears. */
  public void hearsAtLeast(Tone... tones) {
    records.awaitAtLeast(Set.of(tones), PATIENCE);
  }

  /** What is on its screen, SIP messages included. */
  public String screen() {
    return tool.output();
  }

  @Override
  public void close() {
    if (tool.isAlive()) {
      tool.type("/quit");
      tool.prints("ua: stop all", PATIENCE);
    }
    tool.close();
  }
}
