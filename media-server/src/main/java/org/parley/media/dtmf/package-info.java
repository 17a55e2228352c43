/**
 * Keys that are pressed on a phone, as telephone events in RTP (RFC 4733): each is several packets
 * that all begin at the same timestamp.
 */
@NullMarked
package org.parley.media.dtmf;

import org.jspecify.annotations.NullMarked;
