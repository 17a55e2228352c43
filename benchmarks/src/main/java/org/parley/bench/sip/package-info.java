/**
 * SIP MESSAGE through the suite, through Kamailio and through bare JAIN-SIP, with the same SIPp
 * scenarios in turn (P-4 of performance.md), how many can register in a second, and calls through
 * the suite and through Kamailio (P-5).
 *
 * <p>The others only pass on what comes; the suite writes every text to its log before it answers,
 * and delivers it to the other party after that. The ratios say what that costs.
 */
@NullMarked
package org.parley.bench.sip;

import org.jspecify.annotations.NullMarked;
