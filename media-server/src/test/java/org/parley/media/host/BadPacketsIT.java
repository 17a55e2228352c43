package org.parley.media.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.contracts.media.AudioDescription;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.leg.Loss;
import org.parley.media.rtp.RtpPacket;

/**
 * Somebody sends what is no audio to one room: nobody in another room on the same thread notices.
 */
class BadPacketsIT {
  private static final InetAddress FOREIGN = InetAddress.ofLiteral("127.0.0.9");
  private static final InetAddress FAR = InetAddress.ofLiteral("127.0.0.1");

  /** Fifty a second is what a phone sends. */
  private static final Duration TENTH_OF_A_FRAME = Frame.LENGTH.dividedBy(10);

  private static final Duration ATTACK = Duration.ofMillis(1_500);

  @TempDir Path directory;

  private final Map<String, Phone> phones = new HashMap<>();
  private final Conversation attacked = new Conversation(1, this::told);
  private final Conversation other = new Conversation(2, this::told);
  private TestServer server;

  private void told(String dn, @Nullable AudioDescription there) {
    phones.get(dn).sendTo(there);
  }

  private void phone(String name, int hertz) throws IOException {
    phones.put(name, new Phone(hertz, G711.PCMU));
  }

  @BeforeEach
  void begin() throws IOException {
    server =
        new TestServer(
            "m1",
            26_000,
            directory,
            () -> Set.of("m1"),
            command ->
                (command.connId().equals(attacked.call) ? attacked : other).commands.add(command));
    server.host.begin();
    phone("a", 400);
    phone("b", 700);
    phone("d", 1_100);
    phone("e", 500);
    phone("f", 800);
    phone("g", 1_300);
    room(attacked, "a", "b", "d");
    room(other, "e", "f", "g");
    await().until(() -> attackedHears("a", 700, 1_100) && othersHear());
  }

  private void room(Conversation call, String one, String two, String three) {
    call.readBy("m1", server.host);
    call.begin(one, phones.get(one).description(), two, phones.get(two).description());
    call.joins(three, phones.get(three).description());
    call.settle();
  }

  @AfterEach
  void end() {
    phones.values().forEach(Phone::close);
    server.close();
  }

  private boolean attackedHears(String name, int... hertz) {
    return phones.get(name).hears(hertz, new int[0]);
  }

  private boolean othersHear() {
    return phones.get("e").hears(new int[] {800, 1_300}, new int[] {500, 400, 700})
        && phones.get("f").hears(new int[] {500, 1_300}, new int[] {800, 400, 700});
  }

  /** Sends to the seat of a, for some time, and looks at the other room meanwhile. */
  private void attack(InetAddress from, byte[] datagram) throws IOException {
    InetSocketAddress seat = Objects.requireNonNull(phones.get("a").target());
    int breaks = phones.get("e").breaks();
    try (var socket = new DatagramSocket(0, from)) {
      long end = System.nanoTime() + ATTACK.toNanos();
      for (long due = System.nanoTime(); due < end; due += TENTH_OF_A_FRAME.toNanos()) {
        socket.send(new DatagramPacket(datagram, datagram.length, seat));
        LockSupport.parkNanos(due - System.nanoTime());
      }
      await().atMost(Duration.ofSeconds(2)).until(this::othersHear);
    }
    assertThat(phones.get("e").breaks()).isEqualTo(breaks);
  }

  private static byte[] packet(int payloadType, int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes + RtpPacket.HEADER);
    var payload = new byte[bytes];
    Arrays.fill(payload, (byte) 1);
    new RtpPacket(payloadType, false, 7, 7, 7, payload).write(buffer);
    return buffer.array();
  }

  @Test
  void of_a_foreign_address() throws IOException {
    attack(FOREIGN, packet(0, Frame.SAMPLES));

    await().until(() -> attackedHears("a", 700, 1_100) && attackedHears("b", 400, 1_100));
    assertThat(server.packetsLost(Loss.FOREIGN)).isPositive();
  }

  @Test
  void of_a_payload_type_that_was_not_agreed() throws IOException {
    attack(FAR, packet(9, Frame.SAMPLES));

    await().until(() -> attackedHears("a", 700, 1_100) && attackedHears("b", 400, 1_100));
    assertThat(server.packetsLost(Loss.OTHER_TYPE)).isPositive();
  }

  @Test
  void of_too_few_bytes() throws IOException {
    attack(FAR, new byte[] {(byte) 0x80, 0, 1});

    await().until(() -> attackedHears("a", 700, 1_100) && attackedHears("b", 400, 1_100));
    assertThat(server.packetsLost(Loss.BROKEN)).isPositive();
  }

  @Test
  void of_far_too_many_bytes() throws IOException {
    attack(FAR, packet(0, 60_000));

    await().until(() -> attackedHears("a", 700, 1_100) && attackedHears("b", 400, 1_100));
    assertThat(server.packetsLost(Loss.BROKEN)).isPositive();
  }

  @Test
  void at_ten_times_the_rate() throws IOException {
    attack(FAR, packet(0, Frame.SAMPLES));

    await().until(() -> attackedHears("b", 1_100) && attackedHears("d", 700));
  }
}
