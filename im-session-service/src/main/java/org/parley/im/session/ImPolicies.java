package org.parley.im.session;

import java.time.Duration;
import java.util.Optional;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.tlib.Dn;

/**
 * What the configuration says at the moment of a decision. Read only where an option takes effect:
 * a session that runs keeps what it was begun with.
 */
public interface ImPolicies {

  /** The switch this service works for; the location of every party. */
  String location();

  /** Who could be invited at that number; empty when clients know no such DN. */
  Optional<Target> target(Dn number);

  /** {@code im-invite-timeout}: how long an invitation waits for its answer. */
  Duration inviteTimeout();

  /** {@code im-max-text}: the longest text of one message, in bytes of UTF-8. */
  int maxText();

  /** {@code im-ended-retention}: how long the transcript of an ended session can be asked for. */
  Duration endedRetention();

  /**
   * {@code im-page-mode-idle-timeout}: how long nothing may be said in a session that nobody will
   * hang up.
   */
  Duration pageModeIdleTimeout();

  /**
   * A configured DN.
   *
   * @param multimedia whether it handles IM (seed 001)
   * @param signaling whether IM goes to its endpoint by SIP (seed 001)
   */
  record Target(DnType type, boolean multimedia, ChatSignaling signaling) {

    /** Whether its endpoint is asked by SIP, and rings before anybody knows of an invitation. */
    boolean hasEndpoint() {
      return type.takesAgents() && signaling == ChatSignaling.SESSION;
    }
  }
}
