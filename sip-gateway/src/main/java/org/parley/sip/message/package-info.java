/**
 * SIP messages as the gateway's own values: what came in after the stack has understood it, and
 * what is to be sent before the stack writes it. No type of the stack is seen here, so that rules
 * can be read and tested without it, and the stack can be replaced.
 */
@NullMarked
package org.parley.sip.message;

import org.jspecify.annotations.NullMarked;
