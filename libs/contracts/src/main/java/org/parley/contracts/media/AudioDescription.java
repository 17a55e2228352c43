package org.parley.contracts.media;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one side says of its audio, as in SDP (RFC 4566, RFC 3264).
 *
 * @param host an address as a literal
 * @param port of RTP; RTCP is on the one above
 * @param formats in order of preference
 */
public record AudioDescription(String host, int port, List<Format> formats, Direction direction) {

  /** RTP's name of a telephone event (RFC 4733). */
  public static final String TELEPHONE_EVENT = "telephone-event";

  /** What media-servers speak: who knows one of them can talk to who knows another. */
  private static final List<Format> MIXED =
      List.of(new Format(0, "PCMU", 8000, null), new Format(8, "PCMA", 8000, null));

  public AudioDescription {
    formats = List.copyOf(formats);
  }

  /**
   * One payload type.
   *
   * @param name as {@code a=rtpmap} has it, in any case
   * @param parameters as {@code a=fmtp} has them
   */
  public record Format(int payloadType, String name, int clockRate, @Nullable String parameters) {

    boolean isSameAs(Format other) {
      return name.equalsIgnoreCase(other.name) && clockRate == other.clockRate;
    }
  }

  /** From the side that says it. */
  public enum Direction {
    SEND_RECEIVE,
    SEND_ONLY,
    RECEIVE_ONLY,
    INACTIVE
  }

  /** Its own format for the same as one of another side. */
  public Optional<Format> like(Format format) {
    return formats.stream().filter(own -> own.isSameAs(format)).findFirst();
  }

  /** Whether the two could talk to each other without somebody who translates. */
  public boolean hasAudioInCommonWith(AudioDescription other) {
    return formats.stream()
        .filter(format -> !format.name.equalsIgnoreCase(TELEPHONE_EVENT))
        .anyMatch(format -> other.like(format).isPresent());
  }

  /**
   * The same as it is offered to somebody of whom nothing is known yet: where a mixer could
   * translate, with all that it can translate into.
   */
  public AudioDescription offeredToAnyone() {
    if (MIXED.stream().noneMatch(format -> like(format).isPresent())) {
      return this;
    }
    List<Format> all = new ArrayList<>(formats);
    MIXED.stream().filter(this::isNew).forEach(all::add);
    return new AudioDescription(host, port, all, direction);
  }

  private boolean isNew(Format other) {
    return formats.stream()
        .noneMatch(own -> own.isSameAs(other) || own.payloadType == other.payloadType);
  }

  /** The same, sending and receiving. */
  public AudioDescription bothWays() {
    return new AudioDescription(host, port, formats, Direction.SEND_RECEIVE);
  }

  /** The same with those formats only that the other names too; as it is if that leaves none. */
  public AudioDescription limitedTo(AudioDescription other) {
    List<Format> common =
        formats.stream().filter(format -> other.like(format).isPresent()).toList();
    return common.isEmpty() ? this : new AudioDescription(host, port, common, direction);
  }
}
