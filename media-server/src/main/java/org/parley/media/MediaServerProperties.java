package org.parley.media;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.parley.media.leg.PortRange;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where media-server takes audio in, and how much of it. All of it takes effect at start.
 *
 * @param name of this instance, different for each and the same after a restart: it goes on with
 *     its rooms. In Kubernetes the name of the pod of a StatefulSet
 * @param bindAddress IP address of all ports of RTP and RTCP
 * @param advertisedAddress IP address that endpoints are told; the bind address unless there is a
 *     NAT in between, or that is a wildcard
 * @param firstPort of RTP and RTCP. A party in a room takes two ports and two file descriptors
 * @param lastPort when all are in use, further parties get no seat
 * @param root directory of music; what is missing there, {@code music/on_hold} excepted, is heard
 *     as silence
 * @param mixerThreads 0: one for each processor but one
 * @param musicCache samples of music that are kept in memory, 16 kB a second
 */
@Validated
@ConfigurationProperties("parley.media")
record MediaServerProperties(
    @DefaultValue("media-server-1") @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String name,
    @DefaultValue("127.0.0.1") @NotBlank String bindAddress,
    @Nullable String advertisedAddress,
    @DefaultValue("40000") @Min(1024) @Max(65534) int firstPort,
    @DefaultValue("49999") @Min(1025) @Max(65535) int lastPort,
    @DefaultValue("media") Path root,
    @DefaultValue("0") @Min(0) @Max(64) int mixerThreads,
    @DefaultValue("32MB") DataSize musicCache) {

  /**
   * @throws IllegalStateException there is no pair of ports in the range, or the address is none
   */
  PortRange ports() {
    try {
      return new PortRange(literal("bind-address", bindAddress), firstPort, lastPort);
    } catch (IllegalArgumentException none) {
      throw new IllegalStateException("parley.media.first-port, last-port: " + none.getMessage());
    }
  }

  /**
   * What endpoints are told.
   *
   * @throws IllegalStateException it would be a wildcard, or is no IP address
   */
  String address() {
    InetAddress address =
        advertisedAddress == null
            ? literal("bind-address", bindAddress)
            : literal("advertised-address", advertisedAddress);
    if (address.isAnyLocalAddress()) {
      throw new IllegalStateException(
          "parley.media.advertised-address must be said: nobody can send to "
              + address.getHostAddress());
    }
    return address.getHostAddress();
  }

  private static InetAddress literal(String property, String address) {
    try {
      return InetAddress.ofLiteral(address);
    } catch (IllegalArgumentException name) {
      throw new IllegalStateException(
          "parley.media." + property + " must be an IP address, not " + address);
    }
  }

  int threads() {
    return mixerThreads > 0
        ? mixerThreads
        : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }
}
