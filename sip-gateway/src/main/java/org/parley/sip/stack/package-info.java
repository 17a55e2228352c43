/**
 * The SIP stack: {@link org.parley.sip.stack.SipStack} puts transports, guard, parser and
 * transactions together behind {@code signalling}.
 *
 * <p>Bytes come in on the threads of {@code netty}, pass {@code guard} and {@code jain} there, and
 * are handed over as values to the gateway thread, where {@code transaction} does the rest. Between
 * the two stands a bounded queue: what does not fit is answered 503 on the spot. Why JAIN-SIP's own
 * transports and transactions are not used: docs/adr/0007-sip-stack.md.
 */
@NullMarked
package org.parley.sip.stack;

import org.jspecify.annotations.NullMarked;
