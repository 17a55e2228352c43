/**
 * SIP from outside: programs of others (SIPp, baresip, linphone, Kamailio, tshark) as processes,
 * and a plain socket for what none of them would send.
 *
 * <p>Never speaks through the stack of sip-gateway, so that a mistake in there is not made twice. A
 * program that is missing skips a test, except where {@code CI} is set: there it fails.
 */
@NullMarked
package org.parley.acceptance.sip;

import org.jspecify.annotations.NullMarked;
