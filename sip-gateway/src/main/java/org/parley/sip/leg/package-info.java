/**
 * The SIP side of IM sessions: for each party that takes part by SIP a leg, which says what the
 * endpoint does as commands, and tells the endpoint what is read in the log. A leg decides nothing
 * about the session, and answers a request only when its outcome is in the log.
 *
 * <p>A leg is {@code Calling} (our INVITE is under way), {@code Offered} (theirs is), {@code
 * Talking} (there is a dialog) or {@code Paging} (MESSAGE without one). Legs look at the session as
 * it is rather than at single events, so a restart and a record that was missed need no rules of
 * their own. Everything happens on the gateway thread. Start reading at {@code Switchboard}.
 */
@NullMarked
package org.parley.sip.leg;

import org.jspecify.annotations.NullMarked;
