/**
 * The SIP side of voice calls: for each leg whose dialog is here a connection, which says what the
 * endpoint does as commands, and tells the endpoint what the state of the interaction says that it
 * is to be connected to ({@code VoiceInteraction.targetOf}). It decides nothing about calls, and
 * does not wait for other legs (ADR 9).
 *
 * <p>A connection is {@code Incoming} (the endpoint's INVITE waits for its answer), {@code
 * Outgoing} (ours does) or {@code Established}. It looks at the state as it is rather than at
 * single events, so a restart and a record that was missed need no rules of their own. Everything
 * happens on the gateway thread. Start reading at {@code VoiceBoard}.
 */
@NullMarked
package org.parley.sip.voice;

import org.jspecify.annotations.NullMarked;
