/**
 * The legs' way to Kafka and back: commands to im-session-service, the log of sessions, and what is
 * kept of legs on topic {@code sip.legs}. Knows no rule of SIP.
 */
@NullMarked
package org.parley.sip.leg.kafka;

import org.jspecify.annotations.NullMarked;
