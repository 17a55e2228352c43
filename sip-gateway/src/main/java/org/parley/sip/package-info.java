/**
 * The SIP side of the switch: registers endpoints, keeps dialogs with them and with trunks, and
 * translates between SIP and the commands and events of im-session-service.
 *
 * <p>It decides nothing about calls. What an endpoint asks becomes a command, and it is answered
 * when the outcome is read in the log; so 200 to a MESSAGE means the same as EventACK to a
 * T-Library client. Everything but the parsing happens on one thread, the gateway thread: dialogs,
 * bindings and legs need no lock. Start reading at {@code signalling.Requests}, then {@code leg}.
 */
@NullMarked
package org.parley.sip;

import org.jspecify.annotations.NullMarked;
