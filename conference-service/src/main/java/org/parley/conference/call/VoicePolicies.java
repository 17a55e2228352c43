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

  /**
   * {@code default-music}, what the party at a DN hears that is put on hold; empty with {@code
   * sip-enable-moh=false}.
   */
  Optional<String> holdMusic(Dn dn);

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
