package org.parley.conference.call;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.parley.contracts.config.DnType;
import org.parley.tlib.Dn;

/** Options as a test sets them. */
final class FakePolicies implements VoicePolicies {
  final Map<Dn, Destination> destinations = new HashMap<>();
  boolean tellsCallInfo = true;
  boolean hearsMusic = true;
  String listenDisconnectMusic = "music/on_hold";

  FakePolicies() {
    for (char letter = 'a'; letter <= 'h'; letter++) {
      destinations.put(new Dn(String.valueOf(letter)), new Destination(DnType.EXTENSION, true));
    }
    destinations.put(new Dn("mute"), new Destination(DnType.EXTENSION, false));
    destinations.put(new Dn("route"), new Destination(DnType.ROUTING_POINT, true));
  }

  @Override
  public String location() {
    return "A";
  }

  @Override
  public Optional<Destination> destination(Dn number) {
    return Optional.ofNullable(destinations.get(number));
  }

  @Override
  public Duration noAnswerTimeout() {
    return Duration.ofSeconds(30);
  }

  @Override
  public boolean hearsMusic(Dn held) {
    return hearsMusic;
  }

  @Override
  public String holdMusic(Dn holder) {
    return "music/of_" + holder;
  }

  @Override
  public String listenDisconnectMusic() {
    return listenDisconnectMusic;
  }

  @Override
  public boolean tellsCallInfo() {
    return tellsCallInfo;
  }
}
