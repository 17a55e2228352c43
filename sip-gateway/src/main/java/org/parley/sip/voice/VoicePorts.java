package org.parley.sip.voice;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.parley.sip.auth.Authentication;
import org.parley.sip.line.Gateways;
import org.parley.sip.line.LegStore;
import org.parley.sip.line.Reach;
import org.parley.sip.line.Timers;
import org.parley.sip.location.Location;
import org.parley.sip.signalling.Signalling;
import org.parley.tlib.ConnId;

/**
 * All that connections need of the world.
 *
 * @param reach with the name of this instance, the same after a restart
 * @param sessionExpires how long a dialog lives without being refreshed (RFC 4028)
 * @param missedAfter an endpoint that has said nothing in its dialog for so long is asked whether
 *     it is there
 * @param connIds draws a voice ConnID of our site
 * @param tokens draws random words of at least 64 bits, for tags, Call-IDs and legs
 */
public record VoicePorts(
    Reach reach,
    Authentication authentication,
    VoiceCommands commands,
    LegStore store,
    Timers timers,
    Gateways gateways,
    InstantSource clock,
    RandomGenerator random,
    Duration sessionExpires,
    Duration missedAfter,
    Supplier<ConnId> connIds,
    Supplier<String> tokens) {

  String name() {
    return reach.name();
  }

  Signalling signalling() {
    return reach.signalling();
  }

  Location location() {
    return reach.location();
  }

  /** The address in SDP that endpoints see. */
  String host() {
    return reach.signalling().host();
  }
}
