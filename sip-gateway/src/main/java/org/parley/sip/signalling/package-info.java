/**
 * What the gateway's rules need of a SIP stack, and what the stack tells them: transactions, not
 * packets. {@code stack} does it with JAIN-SIP; tests do it in memory.
 */
@NullMarked
package org.parley.sip.signalling;

import org.jspecify.annotations.NullMarked;
