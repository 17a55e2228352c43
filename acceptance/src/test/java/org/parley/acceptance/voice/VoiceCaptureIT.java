package org.parley.acceptance.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.acceptance.sip.Capture;
import org.parley.acceptance.sip.Capture.Rtp;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.Health;
import org.parley.acceptance.suite.Suites;
import org.parley.bench.suite.Ports;
import org.parley.tlib.ConnId;
import org.parley.tlib.MessageType;

/** Which way audio goes, and that it is never interrupted, as a third party sees it. */
class VoiceCaptureIT {
  private static final List<String> DNS = List.of("2001", "2002", "2003");
  private static final String MEDIA_SERVER = "media-server";
  private static final int SEQUENCES = 1 << 16;
  private static final long FRAME = 160;

  /** What a mixer that was held up catches up with (200 ms), and the frame after it. */
  private static final double LONGEST_GAP_SECONDS = 0.22;

  private SipSuite suite;
  private Voices voices;

  @BeforeEach
  void phones() throws InterruptedException {
    Capture.require();
    suite = SipSuite.shared();
    Tone.MUSIC.write(Suites.mediaRoot().resolve("music/tone.wav"), 60);
    voices = Voices.of(suite, Programs.directory("captured"), DNS.toArray(String[]::new));
    voices.options.sipServer("music-listen-disconnect", "music/tone");
  }

  @AfterEach
  void hangUp() {
    voices.close();
  }

  /** A packet, with whom it is from and to. */
  private record Seen(String from, String to, Rtp packet) {}

  /** Seconds since 1970, as a capture counts. */
  private static double now() {
    return System.currentTimeMillis() / 1e3;
  }

  @Test
  void two_talk_directly_three_by_the_media_server_without_a_gap_and_two_directly_again()
      throws Exception {
    int[] ports = DNS.stream().flatMapToInt(dn -> voices.phone(dn).rtpPorts()).toArray();
    try (Capture capture = Capture.of(Programs.directory("rtp"), ports)) {
      ConnId call = voices.call("2001", "2002");
      voices.hearEachOther("2001", "2002");
      double added = now();

      voices.add("2001", call, "2003");
      voices.hearEachOther("2001", "2002", "2003");
      double three = now();
      privately(call);
      voices.hearEachOther("2001", "2002", "2003");
      double leaving = now();

      voices.desktop("2003").release(call);
      voices.hearEachOther("2001", "2002");
      await("the room is gone").until(() -> mediaServer().meter("parley_media_rooms") == 0);
      double two = now();
      voices.forget();
      voices.hearEachOther("2001", "2002");
      double end = now();
      voices.desktop("2001").release(call);

      List<Seen> all = capture.rtp().stream().map(this::seen).toList();
      areDirect(between(all, 0, added));
      areMixed(between(all, three, leaving));
      areUninterrupted(between(all, 0, leaving));
      areDirect(between(all, two, end));
    }
  }

  private Health mediaServer() {
    return new Health(suite.ports().mediaServer());
  }

  private void privately(ConnId call) {
    voices
        .desktop("2001")
        .expectAnswer(
            voices.listenDisconnect("2001", call, "2003"), MessageType.EVENT_LISTEN_DISCONNECTED);
    voices.phone("2003").hears(Tone.MUSIC);
    voices.hearEachOther("2001", "2002");
    voices
        .desktop("2002")
        .expectAnswer(
            voices.listenReconnect("2002", call, "2003"), MessageType.EVENT_LISTEN_RECONNECTED);
  }

  private static List<Seen> between(List<Seen> all, double from, double to) {
    return all.stream()
        .filter(seen -> seen.packet().seconds() >= from && seen.packet().seconds() < to)
        .toList();
  }

  private Seen seen(Rtp packet) {
    return new Seen(who(packet.sourcePort()), who(packet.targetPort()), packet);
  }

  private String who(int port) {
    int first = suite.ports().rtp();
    if (port >= first && port < first + Ports.RTP_PORTS) {
      return MEDIA_SERVER;
    }
    return DNS.stream()
        .filter(dn -> voices.phone(dn).rtpPorts().anyMatch(own -> own == port))
        .findFirst()
        .orElse("port " + port);
  }

  private static Set<String> ways(List<Seen> packets) {
    return packets.stream()
        .map(seen -> seen.from() + " to " + seen.to())
        .collect(Collectors.toSet());
  }

  private static void areDirect(List<Seen> packets) {
    assertThat(ways(packets)).containsExactlyInAnyOrder("2001 to 2002", "2002 to 2001");
  }

  private static void areMixed(List<Seen> packets) {
    assertThat(ways(packets))
        .containsExactlyInAnyOrderElementsOf(
            DNS.stream()
                .flatMap(dn -> Stream.of(dn + " to " + MEDIA_SERVER, MEDIA_SERVER + " to " + dn))
                .toList());
  }

  /** To each phone one stream of one source, in which no packet is missing and none is late. */
  private static void areUninterrupted(List<Seen> packets) {
    Map<String, List<Rtp>> streams =
        packets.stream()
            .filter(seen -> seen.from().equals(MEDIA_SERVER))
            .collect(
                Collectors.groupingBy(
                    Seen::to, Collectors.mapping(Seen::packet, Collectors.toList())));
    assertThat(streams.keySet()).containsExactlyInAnyOrderElementsOf(DNS);
    streams.forEach((dn, stream) -> {
      assertThat(stream.stream().map(Rtp::ssrc).distinct()).as("sources to " + dn).hasSize(1);
      assertThat(stream.stream().map(Rtp::sourcePort).distinct()).as("ports to " + dn).hasSize(1);
      IntStream.range(1, stream.size()).forEach(i -> follows(dn, stream.get(i - 1), stream.get(i)));
    });
  }

  private static void follows(String dn, Rtp before, Rtp next) {
    String what = "to %s: %s, then %s".formatted(dn, before, next);
    assertThat(next.sequence()).as(what).isEqualTo((before.sequence() + 1) % SEQUENCES);
    assertThat(next.timestamp() - before.timestamp()).as(what).isEqualTo(FRAME);
    assertThat(next.seconds() - before.seconds()).as(what).isLessThan(LONGEST_GAP_SECONDS);
  }
}
