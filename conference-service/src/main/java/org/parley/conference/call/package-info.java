/**
 * The rules of voice calls (docs/voice-rules.md). {@link org.parley.conference.call.VoiceDecider}
 * sends each command to the class that knows what it is about; each tells a {@link
 * org.parley.conference.call.Story}; {@link org.parley.conference.call.Aftermath} then sees to what
 * follows by itself. No clock, no I/O, no framework.
 */
@NullMarked
package org.parley.conference.call;

import org.jspecify.annotations.NullMarked;
