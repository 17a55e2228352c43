package org.parley.sip.voice;

import java.util.Optional;
import org.parley.sip.dialog.SessionTimer;
import org.parley.sip.line.Line;

/**
 * What was agreed when a dialog was made.
 *
 * @param allowsUpdate whether the endpoint takes UPDATE
 * @param ownsCallId whether we made it
 */
record Terms(
    Line line,
    AudioSession audio,
    Optional<SessionTimer> timer,
    boolean allowsUpdate,
    boolean ownsCallId) {}
