/**
 * The one place that knows JAIN-SIP. Its grammar reads the parts of a message that have one: URIs
 * and addresses.
 *
 * <p>It sees a value only after {@code guard} let the whole message pass, and whatever it throws
 * ends here.
 */
@NullMarked
package org.parley.sip.stack.jain;

import org.jspecify.annotations.NullMarked;
