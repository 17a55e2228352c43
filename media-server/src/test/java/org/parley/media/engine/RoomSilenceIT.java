package org.parley.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.leg.LegListener;
import org.parley.media.leg.Loss;
import org.parley.media.leg.PortRange;
import org.parley.media.leg.RtpLeg;
import org.parley.media.leg.Terms;
import org.parley.media.rtp.OutgoingStream;

/** Real packets on loopback; time is what the test says. */
class RoomSilenceIT {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final LegListener NOBODY =
      new LegListener() {
        @Override
        public void pressed(int key) {}

        @Override
        public void lost(Loss why) {}
      };

  private final List<String> silent = new ArrayList<>();
  private final Room room = new Room("conference", silent::add);
  private final PortRange range = new PortRange(HERE, 22_100, 22_199);
  private final OutgoingStream stream = new OutgoingStream(new Random(9));
  private DatagramSocket phone;
  private RtpLeg leg;

  @BeforeEach
  void open() throws IOException {
    phone = new DatagramSocket(0, HERE);
    var terms =
        new Terms(
            (InetSocketAddress) phone.getLocalSocketAddress(),
            Set.of(HERE),
            G711.PCMU,
            Set.of(G711.PCMU),
            OptionalInt.empty());
    leg = new RtpLeg(range.open().orElseThrow(), terms, "parley", NOBODY, new Random(1), 0);
    room.seat("anna", leg, 0);
  }

  @AfterEach
  void close() {
    range.close(leg.ports());
    phone.close();
  }

  private void frame(Duration at) {
    room.frame(at.toNanos(), () -> Instant.EPOCH.plus(at));
  }

  private void speak() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2_000);
    stream.next(0, new byte[Frame.SAMPLES], Frame.SAMPLES).write(bytes);
    phone.send(
        new DatagramPacket(
            bytes.array(), bytes.position(), new InetSocketAddress(HERE, leg.ports().port())));
  }

  @Test
  void who_is_not_heard_is_told_of_once_until_it_is_heard_again() throws IOException {
    frame(Room.SILENT.minusMillis(20));
    assertThat(silent).isEmpty();
    frame(Room.SILENT);
    frame(Room.SILENT.plusMillis(20));
    frame(Room.SILENT.multipliedBy(3));
    assertThat(silent).containsExactly("anna");

    Duration again = Room.SILENT.multipliedBy(4);
    speak();
    await()
        .until(() -> {
          frame(again);
          return leg.silence(again.toNanos()).isZero();
        });
    frame(again.plus(Room.SILENT));
    assertThat(silent).containsExactly("anna", "anna");
  }
}
