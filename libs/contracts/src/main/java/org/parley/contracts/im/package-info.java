/**
 * Instant messaging: what gateways ask of im-session-service ({@link
 * org.parley.contracts.im.ImCommand}), what it decided ({@link org.parley.contracts.im.ImEvent}),
 * and the state of a session that follows from it ({@link org.parley.contracts.im.ImSession}),
 * which is also what snapshots hold. Writer and readers apply events with the same code.
 *
 * <p>Whether a command is allowed is not decided here but in im-session-service.
 */
@NullMarked
package org.parley.contracts.im;

import org.jspecify.annotations.NullMarked;
