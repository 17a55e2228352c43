/**
 * SIP messages between bytes and values: what a transaction must know of a message that came in,
 * and the text of one that goes out.
 *
 * <p>Answers repeat the request's header fields byte for byte as they came, never as some parser
 * understood them, so whatever a peer put there it finds again. Nothing in here sends or receives.
 */
@NullMarked
package org.parley.sip.stack.wire;

import org.jspecify.annotations.NullMarked;
