package org.parley.sip.leg;

import java.time.Duration;
import java.util.Optional;
import org.parley.contracts.config.ChatSignaling;
import org.parley.contracts.config.DnType;
import org.parley.tlib.Dn;

/** What is configured, as it is at the moment. */
public interface Policies {
  /** {@code sip-signaling-chat} of a DN; NONE for one that there is not. */
  ChatSignaling signaling(Dn dn);

  /** {@code im-max-text}, in bytes of UTF-8. */
  int maxText();

  /** {@code im-max-sessions} of a DN, or of a customer. */
  int maxSessions(Dn dn);

  /** The type of a DN that is enabled on our switch. */
  Optional<DnType> dn(Dn dn);

  /** How long a dialog lives without being refreshed (RFC 4028): 90 seconds to a day. */
  Duration sessionExpires();
}
