/**
 * What a leg of any medium needs of SIP: the dialog as it stands and the way to send in it ({@link
 * org.parley.sip.line.Line}), who keeps it alive, where an endpoint may be reached, and where legs
 * are kept for the time after a restart. Knows no session and no call. On the gateway thread.
 */
@NullMarked
package org.parley.sip.line;

import org.jspecify.annotations.NullMarked;
