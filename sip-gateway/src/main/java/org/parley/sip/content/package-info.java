/**
 * What a MESSAGE carries: text (RFC 3428), typing notices (RFC 3994) and disposition notices (RFC
 * 5438), read within strict limits and written. Pure functions; nothing of it is ever logged.
 */
@NullMarked
package org.parley.sip.content;

import org.jspecify.annotations.NullMarked;
