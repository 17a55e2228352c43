package org.parley.media.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.dtmf.TelephoneEvent;
import org.parley.media.rtp.OutgoingStream;
import org.parley.media.rtp.Rtcp;
import org.parley.media.rtp.RtpPacket;

/** Real packets on loopback. */
class RtpLegIT {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final int EVENTS = 101;
  private static final long FRAME = Frame.LENGTH.toNanos();

  private final List<Integer> keys = new ArrayList<>();
  private final Map<Loss, Integer> lost = new EnumMap<>(Loss.class);
  private final LegListener listener =
      new LegListener() {
        @Override
        public void pressed(int key) {
          keys.add(key);
        }

        @Override
        public void lost(Loss why) {
          lost.merge(why, 1, Integer::sum);
        }
      };
  private final PortRange range = new PortRange(HERE, 22_000, 22_099);
  private final OutgoingStream stream = new OutgoingStream(new Random(9));
  private DatagramSocket phone;
  private RtpLeg leg;

  @BeforeEach
  void open() throws IOException {
    phone = new DatagramSocket(0, HERE);
    phone.setSoTimeout(5_000);
    leg =
        new RtpLeg(range.open().orElseThrow(), terms(phone), "parley", listener, new Random(1), 0);
  }

  @AfterEach
  void close() {
    range.close(leg.ports());
    phone.close();
  }

  private static Terms terms(DatagramSocket to) {
    return new Terms(
        (InetSocketAddress) to.getLocalSocketAddress(),
        Set.of(HERE),
        G711.PCMU,
        Set.of(G711.PCMU, G711.PCMA),
        OptionalInt.of(EVENTS));
  }

  private int lost(Loss why) {
    return lost.getOrDefault(why, 0);
  }

  private SocketAddress target() {
    return new InetSocketAddress(HERE, leg.ports().port());
  }

  private void send(DatagramSocket from, RtpPacket packet) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2_000);
    packet.write(bytes);
    send(from, Arrays.copyOf(bytes.array(), bytes.position()));
  }

  private void send(DatagramSocket from, byte[] bytes) throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, target()));
  }

  private RtpPacket audio(int payloadType, int code) {
    var payload = new byte[Frame.SAMPLES];
    Arrays.fill(payload, (byte) code);
    return stream.next(payloadType, payload, Frame.SAMPLES);
  }

  /** Takes in what has come until there is a frame, and says its code. */
  private int heard(long nanos) {
    var frame = new short[Frame.SAMPLES];
    await()
        .until(() -> {
          leg.receive(nanos);
          return leg.says(frame);
        });
    return G711.PCMU.encode(frame)[0] & 0xFF;
  }

  private RtpPacket received(DatagramSocket at) throws IOException {
    var datagram = new DatagramPacket(new byte[2_000], 2_000);
    at.receive(datagram);
    return RtpPacket.read(ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength()));
  }

  @Test
  void what_the_phone_says_is_heard_and_it_is_sent_what_it_is_to_hear() throws IOException {
    send(phone, audio(0, 20));
    send(phone, audio(0, 21));
    assertThat(heard(FRAME)).isEqualTo(20);
    assertThat(heard(2 * FRAME)).isEqualTo(21);

    var frame = new short[Frame.SAMPLES];
    G711.PCMU.decode(audio(0, 33).payload(), frame, 0);
    leg.hears(frame);
    leg.hears(frame);
    RtpPacket first = received(phone);
    RtpPacket second = received(phone);

    assertThat(first.payload()).containsOnly(33);
    assertThat(RtpPacket.distance(first.sequence(), second.sequence())).isEqualTo(1);
    assertThat(second.timestamp() - first.timestamp()).isEqualTo(Frame.SAMPLES);
  }

  @Test
  void either_of_the_agreed_codecs_is_understood() throws IOException {
    send(phone, audio(8, G711.PCMA.encode(new short[] {8_000})[0]));
    send(phone, audio(8, G711.PCMA.encode(new short[] {8_000})[0]));

    assertThat(heard(FRAME)).isEqualTo(G711.PCMU.encode(new short[] {8_064})[0] & 0xFF);
  }

  @Test
  void audio_goes_to_the_port_that_packets_come_from() throws IOException {
    try (var behindNat = new DatagramSocket(0, HERE)) {
      behindNat.setSoTimeout(5_000);
      send(behindNat, audio(0, 20));
      send(behindNat, audio(0, 20));
      heard(FRAME);
      leg.hears(new short[Frame.SAMPLES]);

      assertThat(received(behindNat).payloadType()).isZero();
    }
  }

  @Test
  void a_stranger_is_not_heard_and_gets_nothing() throws IOException {
    try (var stranger = new DatagramSocket(0, InetAddress.getByName("127.0.0.9"))) {
      send(stranger, audio(0, 99));
      send(stranger, audio(0, 99));
      await()
          .until(() -> {
            leg.receive(FRAME);
            return lost(Loss.FOREIGN) == 2;
          });
      leg.hears(new short[Frame.SAMPLES]);

      assertThat(leg.says(new short[Frame.SAMPLES])).isFalse();
      assertThat(received(phone).payloadType()).isZero();
    }
  }

  @Test
  void what_was_not_agreed_or_is_no_rtp_is_counted_and_thrown_away() throws IOException {
    send(phone, audio(9, 20));
    send(phone, new byte[3]);
    send(phone, new byte[0]);
    send(phone, new byte[60_000]);
    await()
        .until(() -> {
          leg.receive(FRAME);
          return lost(Loss.OTHER_TYPE) == 1 && lost(Loss.BROKEN) == 3;
        });
    send(phone, audio(0, 20));
    send(phone, audio(0, 20));

    assertThat(heard(FRAME)).isEqualTo(20);
  }

  @Test
  void of_a_flood_only_so_much_is_taken_in_for_a_frame() throws IOException {
    for (int i = 0; i < 4 * RtpLeg.MOST_PER_FRAME; i++) {
      send(phone, new byte[1]);
    }
    await()
        .until(() -> {
          int before = lost(Loss.BROKEN);
          leg.receive(FRAME);
          assertThat(lost(Loss.BROKEN) - before).isLessThanOrEqualTo(RtpLeg.MOST_PER_FRAME);
          return lost(Loss.BROKEN) == 4 * RtpLeg.MOST_PER_FRAME;
        });
  }

  @Test
  void keys_are_told_and_pressed() throws IOException {
    send(phone, stream.beside(EVENTS, true, 7, new TelephoneEvent(5, false, 10, 160).write()));
    send(phone, stream.beside(EVENTS, false, 7, new TelephoneEvent(5, true, 10, 800).write()));
    await()
        .until(() -> {
          leg.receive(FRAME);
          return !keys.isEmpty();
        });
    assertThat(keys).containsExactly(5);

    assertThat(leg.press(9)).isTrue();
    leg.hears(new short[Frame.SAMPLES]);
    RtpPacket packet = received(phone);
    assertThat(packet.payloadType()).isEqualTo(EVENTS);
    assertThat(TelephoneEvent.read(packet.payload())).isNotNull().extracting("key").isEqualTo(9);
  }

  @Test
  void other_terms_change_where_it_goes_and_not_the_stream() throws IOException {
    leg.hears(new short[Frame.SAMPLES]);
    RtpPacket before = received(phone);
    try (var moved = new DatagramSocket(0, HERE)) {
      moved.setSoTimeout(5_000);
      leg.agree(terms(moved));
      leg.hears(new short[Frame.SAMPLES]);
      RtpPacket after = received(moved);

      assertThat(after.ssrc()).isEqualTo(before.ssrc());
      assertThat(RtpPacket.distance(before.sequence(), after.sequence())).isEqualTo(1);
    }
  }

  @Test
  void a_report_tells_what_has_come() throws IOException {
    try (DatagramSocket reports = reportsOf(phone)) {
      reports.setSoTimeout(5_000);
      send(phone, audio(0, 20));
      send(phone, audio(0, 20));
      heard(FRAME);
      leg.report(Instant.parse("2026-11-21T12:00:00Z"), FRAME);
      var datagram = new DatagramPacket(new byte[500], 500);
      reports.receive(datagram);
      ByteBuffer report = ByteBuffer.wrap(datagram.getData(), 0, datagram.getLength());

      assertThat(report.getInt(28)).isEqualTo(stream.ssrc());
      assertThat(Rtcp.read(report)).isNotNull();
    }
  }

  /** The port above; the phone moves until that is free. */
  private DatagramSocket reportsOf(DatagramSocket rtp) throws IOException {
    try {
      return new DatagramSocket(rtp.getLocalPort() + 1, HERE);
    } catch (IOException taken) {
      phone.close();
      phone = new DatagramSocket(0, HERE);
      phone.setSoTimeout(5_000);
      leg.agree(terms(phone));
      return reportsOf(phone);
    }
  }

  @Test
  void it_knows_for_how_long_nothing_has_come() throws IOException {
    send(phone, audio(0, 20));
    send(phone, audio(0, 20));
    heard(50 * FRAME);

    assertThat(leg.silence(100 * FRAME)).isEqualTo(Duration.ofSeconds(1));
  }
}
