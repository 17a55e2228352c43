package org.parley.contracts.voice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.tlib.ConnId;
import org.parley.tlib.Dn;

/**
 * The connection to one party's endpoint. A DN has one for all calls of an interaction: which of
 * them it hears is the affair of {@link Target}.
 *
 * @param id unique for ever
 * @param stage how far it has come
 * @param far what the endpoint said of its audio; null: nothing yet
 * @param hosts from which its packets may come
 * @param told what the endpoint was last told of the other side, and agreed to; null: that there is
 *     nobody
 * @param seats where it is expected in the rooms of its calls
 * @param held the call that its endpoint put on hold by its own key when it did so last; null: none
 */
public record VoiceLeg(
    String id,
    Dn dn,
    Stage stage,
    @Nullable AudioDescription far,
    Set<String> hosts,
    @Nullable AudioDescription told,
    Map<ConnId, AudioDescription> seats,
    @Nullable ConnId held) {

  public VoiceLeg {
    hosts = Set.copyOf(hosts);
    seats = Map.copyOf(seats);
  }

  /** Towards being answered. */
  public enum Stage {
    /** The endpoint called us, and has no answer yet. */
    CALLING,
    /** We call the endpoint. */
    CALLED,
    /** Answered by whoever had to. */
    ANSWERED
  }

  /** A leg whose endpoint we call; it has said nothing yet. */
  public static VoiceLeg called(String id, Dn dn) {
    return new VoiceLeg(id, dn, Stage.CALLED, null, Set.of(), null, Map.of(), null);
  }

  /** A leg whose endpoint calls us. */
  public static VoiceLeg calling(String id, Dn dn, AudioDescription far, Set<String> hosts) {
    return new VoiceLeg(id, dn, Stage.CALLING, far, hosts, null, Map.of(), null);
  }

  public VoiceLeg answered() {
    return new VoiceLeg(id, dn, Stage.ANSWERED, far, hosts, told, seats, held);
  }

  /** Its endpoint describes itself, anew or for the first time. */
  public VoiceLeg describedAs(AudioDescription description, Set<String> from) {
    return new VoiceLeg(id, dn, stage, description, from, told, seats, held);
  }

  /** Its endpoint has agreed to what it was told: to those formats of it that it names too. */
  public VoiceLeg told(@Nullable AudioDescription there) {
    return new VoiceLeg(id, dn, stage, far, hosts, limited(there), seats, held);
  }

  private @Nullable AudioDescription limited(@Nullable AudioDescription there) {
    return there == null || far == null ? there : there.limitedTo(far);
  }

  /** Its endpoint puts that call on hold by its own key. */
  public VoiceLeg holding(@Nullable ConnId call) {
    return new VoiceLeg(id, dn, stage, far, hosts, told, seats, call);
  }

  /** It is expected in the room of a call. */
  public VoiceLeg seated(ConnId call, AudioDescription here) {
    var changed = new LinkedHashMap<>(seats);
    changed.put(call, here);
    return new VoiceLeg(id, dn, stage, far, hosts, told, changed, held);
  }

  /** The room of a call has no seat for it, or is another one from now on. */
  public VoiceLeg unseated(ConnId call) {
    var changed = new LinkedHashMap<>(seats);
    changed.remove(call);
    return new VoiceLeg(id, dn, stage, far, hosts, told, changed, held);
  }

  /** Whether its endpoint still sends to the endpoint of the other one. */
  boolean sendsTo(VoiceLeg other) {
    AudioDescription there = other.far;
    return told != null
        && there != null
        && told.host().equals(there.host())
        && told.port() == there.port();
  }

  /** Whether its endpoint still sends to the room of that call. */
  boolean sendsToRoomOf(ConnId call) {
    return told != null && told.equals(limited(seats.get(call)));
  }
}
