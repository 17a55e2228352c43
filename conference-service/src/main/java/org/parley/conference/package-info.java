/**
 * The service that owns voice calls: it alone decides what happens to a call, a consult call or a
 * conference, and tells everybody on {@code voice.events}. It talks to no client, no endpoint and
 * no mixer: gateways and media-servers make true what follows from the state. Start reading at
 * {@link org.parley.conference.call.VoiceDecider}.
 */
@NullMarked
package org.parley.conference;

import org.jspecify.annotations.NullMarked;
