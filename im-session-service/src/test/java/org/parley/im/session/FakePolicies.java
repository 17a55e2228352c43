package org.parley.im.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.tlib.Dn;

/**
 * A site with agents 1001 to 1003, 1100 with a SIP endpoint, a DN without IM, a Routing Point and a
 * queue.
 */
final class FakePolicies implements ImPolicies {
  final Map<String, Target> targets =
      new HashMap<>(
          Map.of(
              "1001", new Target(DnType.EXTENSION, true, ChatSignaling.NONE),
              "1002", new Target(DnType.EXTENSION, true, ChatSignaling.NONE),
              "1003", new Target(DnType.ACD_POSITION, true, ChatSignaling.NONE),
              "1100", new Target(DnType.EXTENSION, true, ChatSignaling.SESSION),
              "1900", new Target(DnType.EXTENSION, false, ChatSignaling.NONE),
              "5000", new Target(DnType.ROUTING_POINT, true, ChatSignaling.NONE),
              "6000", new Target(DnType.ACD_QUEUE, true, ChatSignaling.NONE)));
  Duration inviteTimeout = Duration.ofSeconds(30);
  Duration endedRetention = Duration.ofSeconds(60);
  Duration pageModeIdleTimeout = Duration.ofMinutes(10);
  int maxText = 64;

  @Override
  public String location() {
    return "A";
  }

  @Override
  public Optional<Target> target(Dn number) {
    return Optional.ofNullable(targets.get(number.number()));
  }

  @Override
  public Duration inviteTimeout() {
    return inviteTimeout;
  }

  @Override
  public int maxText() {
    return maxText;
  }

  @Override
  public Duration endedRetention() {
    return endedRetention;
  }

  @Override
  public Duration pageModeIdleTimeout() {
    return pageModeIdleTimeout;
  }
}
