package org.parley.contracts.media;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Set;
import org.parley.contracts.media.RoomEvent.Trouble;

/**
 * What is asked about one room, the mixer of one conference. Each may come twice: what is so
 * already stays so, and nothing is said about it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface RoomCommand {
  String conference();

  /**
   * A leg is to be given a seat; or the far end of one that has it describes itself anew.
   *
   * @param hosts from which its packets may come
   */
  record Seat(String conference, String leg, AudioDescription far, Set<String> hosts)
      implements RoomCommand {
    public Seat {
      hosts = Set.copyOf(hosts);
    }
  }

  /** The seat is given back; with the last one the room is. */
  record Unseat(String conference, String leg) implements RoomCommand {}

  /**
   * The leg is to hear music only, and nobody is to hear it.
   *
   * @param music a path under the media root
   */
  record Disconnect(String conference, String leg, String music) implements RoomCommand {}

  record Reconnect(String conference, String leg) implements RoomCommand {}

  record Mute(String conference, String leg, boolean muted) implements RoomCommand {}

  /**
   * Keys are to be pressed towards a leg.
   *
   * @param keys of {@code 0123456789*#ABCD}
   */
  record Press(String conference, String leg, String keys) implements RoomCommand {}

  /**
   * A media-server takes the room, because nobody has it, or because whoever has it is gone.
   *
   * @param insteadOf who has it as far as is known; empty: nobody
   */
  record Take(String conference, String instance, String insteadOf) implements RoomCommand {}

  /** The media-server that has the room has opened ports for a seat. */
  record Open(String conference, String instance, String leg, AudioDescription here)
      implements RoomCommand {}

  /** A party pressed a key. */
  record Hear(String conference, String leg, String key) implements RoomCommand {}

  /** Something about a seat is not as it should be. */
  record Complain(String conference, String leg, Trouble trouble) implements RoomCommand {}
}
