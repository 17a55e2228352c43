/**
 * RTP and RTCP as bytes (RFC 3550): what a packet says, what a stream looks like from its packets,
 * and what is reported about it. No socket and no clock; whoever calls says what time it is.
 */
@NullMarked
package org.parley.media.rtp;

import org.jspecify.annotations.NullMarked;
