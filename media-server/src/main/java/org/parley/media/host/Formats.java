package org.parley.media.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.media.AudioDescription.Direction;
import org.parley.contracts.media.AudioDescription.Format;
import org.parley.media.audio.Codec;
import org.parley.media.audio.Frame;
import org.parley.media.audio.G711;
import org.parley.media.leg.Terms;

/** Between what is said in SDP and what is done with packets. */
final class Formats {
  private static final int EVENTS = 101;
  private static final int HIGHEST_PORT = 65_535;
  private static final String ALL_KEYS = "0-15";

  private Formats() {}

  /**
   * What is agreed with a far end.
   *
   * @param hosts from which its packets may come
   * @return empty: it takes none of our codecs, or its address is none
   */
  static Optional<Terms> terms(AudioDescription far, Set<String> hosts) {
    Optional<InetSocketAddress> remote =
        literal(far.host())
            .filter(_ -> far.port() > 0 && far.port() <= HIGHEST_PORT)
            .map(address -> new InetSocketAddress(address, far.port()));
    Set<InetAddress> from =
        Stream.concat(Stream.of(far.host()), hosts.stream())
            .flatMap(host -> literal(host).stream())
            .collect(Collectors.toSet());
    Optional<Codec> best = codecs(far).stream().findFirst();
    return remote.isEmpty() || best.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Terms(remote.get(), from, best.get(), Set.of(G711.values()), events(far)));
  }

  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException name) {
      return Optional.empty();
    }
  }

  /** Ours, in the order of the far end. */
  private static List<Codec> codecs(AudioDescription far) {
    List<Codec> codecs = new ArrayList<>();
    for (Format format : far.formats()) {
      Arrays.stream(G711.values())
          .filter(codec -> format.name().equalsIgnoreCase(codec.encodingName()))
          .filter(codec -> format.payloadType() == codec.payloadType())
          .forEach(codecs::add);
    }
    return codecs;
  }

  private static OptionalInt events(AudioDescription far) {
    return far.formats().stream()
        .filter(format -> format.name().equalsIgnoreCase(AudioDescription.TELEPHONE_EVENT))
        .filter(format -> format.clockRate() == Frame.RATE)
        .mapToInt(Format::payloadType)
        .findFirst();
  }

  /** What we say of a seat; telephone events have the number that the far end gave them. */
  static AudioDescription here(String host, int port, AudioDescription far) {
    List<Format> formats = new ArrayList<>();
    for (G711 codec : G711.values()) {
      formats.add(new Format(codec.payloadType(), codec.encodingName(), Frame.RATE, null));
    }
    formats.add(
        new Format(
            events(far).orElse(EVENTS), AudioDescription.TELEPHONE_EVENT, Frame.RATE, ALL_KEYS));
    return new AudioDescription(host, port, formats, Direction.SEND_RECEIVE);
  }
}
