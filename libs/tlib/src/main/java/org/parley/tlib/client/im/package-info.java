/**
 * Instant messaging with a {@link org.parley.tlib.client.TlibClient}: conversations with a state, a
 * transcript and a send that completes when the message can no longer be lost. Start at {@link
 * org.parley.tlib.client.im.ImClient}.
 *
 * <p>Keeps the promise of docs/tlib.md, Reconnecting, for its user: every message of a call is
 * shown once and in order, and every accepted text was accepted once, whatever happened to
 * connections and answers. It decides nothing about a call: its state is what the server said.
 */
@NullMarked
package org.parley.tlib.client.im;

import org.jspecify.annotations.NullMarked;
