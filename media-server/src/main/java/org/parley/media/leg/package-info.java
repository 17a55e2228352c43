/**
 * One party's audio on the wire: a pair of ports for each, RTP on the even one and RTCP on the odd
 * one above it. Packets of strangers, and what is no audio, end here.
 */
@NullMarked
package org.parley.media.leg;

import org.jspecify.annotations.NullMarked;
