package org.parley.sip.voice;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.media.AudioDescription;
import org.parley.contracts.voice.VoiceCommand.Describe;
import org.parley.contracts.voice.VoiceLeg;

/**
 * What is said of a leg's endpoint, and whether the state shows it. Until it does, or for two
 * seconds, what the state says the endpoint was told is old, and nothing follows from it.
 */
final class Descriptions {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * @param far as an answer it says nothing of a hold, so its direction does not count
   */
  private record Said(AudioDescription far, @Nullable AudioDescription told, boolean offer) {
    boolean isSeenIn(VoiceLeg leg) {
      AudioDescription known = leg.far();
      if (offer || known == null) {
        return far.equals(known);
      }
      VoiceLeg expected = leg.describedAs(far, leg.hosts()).told(told);
      return far.bothWays().equals(known.bothWays()) && Objects.equals(leg.told(), expected.told());
    }
  }

  private final VoiceWorkspace work;
  private final VoiceHead head;
  private final Runnable settled;
  private VoiceLeg leg;
  private @Nullable Said said;

  /**
   * @param settled told when the state need not be waited for any more
   */
  Descriptions(VoiceWorkspace work, VoiceHead head, VoiceLeg leg, Runnable settled) {
    this.work = work;
    this.head = head;
    this.leg = leg;
    this.settled = settled;
  }

  boolean isSettled() {
    return said == null;
  }

  /**
   * Says what the endpoint is like now, if the state does not say so already.
   *
   * @param told what it was told and agreed to by that; null: that there is nobody
   */
  void tell(AudioDescription far, Set<String> hosts, @Nullable AudioDescription told) {
    Said now = new Said(far, told, false);
    if (said == null && now.isSeenIn(leg) && leg.hosts().equals(hosts)) {
      return;
    }
    send(now, hosts);
  }

  /** Says what the endpoint offers; what it was told does not change by that. */
  void offered(AudioDescription far, Set<String> hosts) {
    send(new Said(far, leg.told(), true), hosts);
  }

  private void send(Said now, Set<String> hosts) {
    said = now;
    work.tell(
        head, new Describe(head.connId(), head.leg(), now.far(), hosts, now.told(), now.offer()));
    work.ports()
        .timers()
        .after(
            PATIENCE,
            () -> {
              if (said == now) {
                said = null;
                settled.run();
              }
            });
  }

  /** The leg as it is now. */
  void look(VoiceLeg now) {
    leg = now;
    if (said != null && said.isSeenIn(now)) {
      said = null;
    }
  }
}
