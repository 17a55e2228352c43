package org.parley.conference.call;

import java.time.Duration;
import java.util.Optional;
import org.parley.contracts.config.DnType;
import org.parley.tlib.Dn;

/** What the configuration says at the moment of a decision. */
public interface VoicePolicies {

  /** The switch this service works for; the location of every party. */
  String location();

  /** Who could be called at that number; empty when clients know no such DN. */
  Optional<Destination> destination(Dn number);

  /** {@code no-answer-timeout}: how long a party is called before it is given up. */
  Duration noAnswerTimeout();

  /** {@code sip-enable-moh}: whether the party at a DN hears music while it is on hold. */
  boolean hearsMusic(Dn held);

  /** {@code default-music}: what those hear whom a DN puts on hold. */
  String holdMusic(Dn holder);

  /** {@code music-listen-disconnect}. */
  String listenDisconnectMusic();

  /**
   * Whether both {@code sip-enable-call-info} and {@code sip-enable-call-info-extended} are on,
   * without which nobody would know of a private conversation (seed 002).
   */
  boolean tellsCallInfo();

  /**
   * A configured DN.
   *
   * @param voice whether it takes voice calls (seed 001)
   */
  record Destination(DnType type, boolean voice) {}
}
