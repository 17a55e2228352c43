/**
 * Looks at the raw bytes of one SIP message before any parser does. Whatever passes has a shape
 * that the parser behind it is known to survive; whatever does not pass is described well enough to
 * be answered without a parser.
 *
 * <p>It is a filter, not a parser: one pass, no recursion, no regular expression, nothing allocated
 * for a message that passes. It never decides whether a request makes sense.
 */
@NullMarked
package org.parley.sip.guard;

import org.jspecify.annotations.NullMarked;
