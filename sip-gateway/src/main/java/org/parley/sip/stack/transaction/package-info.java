/**
 * Transactions (RFC 3261 section 17, RFC 6026) between whole messages and what the gateway's rules
 * see of them. All of it runs on the gateway thread; time and the network are given from outside,
 * so tests run minutes of timers in no time.
 *
 * <p>A transaction that has its final answer keeps the bytes of that answer and nothing else: over
 * UDP it lives for half a minute, and tens of thousands of them must not be felt. Dialogs are not
 * known here.
 */
@NullMarked
package org.parley.sip.stack.transaction;

import org.jspecify.annotations.NullMarked;
