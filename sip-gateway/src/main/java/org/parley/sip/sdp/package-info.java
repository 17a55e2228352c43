/**
 * Session descriptions for instant messages (RFC 4566, t-library.md 6.6): whether an offer or an
 * answer is one, and how ours are written. Bytes in, values out; it knows no SIP and never looks at
 * what is no IM session closer than it takes to say so.
 */
@NullMarked
package org.parley.sip.sdp;

import org.jspecify.annotations.NullMarked;
