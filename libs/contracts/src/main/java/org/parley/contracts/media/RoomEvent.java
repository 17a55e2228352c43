package org.parley.contracts.media;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;

/** What came about in a room. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface RoomEvent {
  String conference();

  /** A leg waits for its seat. */
  record SeatWanted(String conference, String leg, AudioDescription far, Set<String> hosts)
      implements RoomEvent {
    public SeatWanted {
      hosts = Set.copyOf(hosts);
    }
  }

  /** The far end of a seat has moved, or takes other codecs. */
  record FarEndChanged(String conference, String leg, AudioDescription far, Set<String> hosts)
      implements RoomEvent {
    public FarEndChanged {
      hosts = Set.copyOf(hosts);
    }
  }

  /** That instance mixes the room from now on; no seat has ports yet. */
  record Taken(String conference, String instance) implements RoomEvent {}

  /** The leg is expected at {@code here}. */
  record Opened(String conference, String leg, AudioDescription here) implements RoomEvent {}

  record Unseated(String conference, String leg) implements RoomEvent {}

  record Disconnected(String conference, String leg, String music) implements RoomEvent {}

  record Reconnected(String conference, String leg) implements RoomEvent {}

  record MuteChanged(String conference, String leg, boolean muted) implements RoomEvent {}

  record Pressed(String conference, String leg, String keys) implements RoomEvent {}

  record Heard(String conference, String leg, String key) implements RoomEvent {}

  record Complained(String conference, String leg, Trouble trouble) implements RoomEvent {}

  /** What may be wrong with a seat. */
  enum Trouble {
    /** There are no free ports: it gets none. */
    NO_PORTS,
    /** It takes none of our codecs: it gets no ports. */
    NO_CODEC,
    /** There is no such music: it hears silence. */
    NO_MUSIC,
    /** Nothing has come from it for long. */
    SILENT
  }
}
