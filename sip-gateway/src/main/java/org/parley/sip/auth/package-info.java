/**
 * Who sent a request: an endpoint that proved the SIP password of its DN, a customer behind a trunk
 * that is trusted or proved its own, or somebody to be challenged or turned away (RFC 3261 section
 * 22, RFC 7616, RFC 8760). Nothing here knows what the request is for, and nothing keeps a
 * password: what is checked against is a hash that config-service made.
 *
 * <p>Used on the gateway thread only. What it remembers of others (nonces that were used, guesses)
 * is bounded and gone after a restart; clients are challenged anew then.
 */
@NullMarked
package org.parley.sip.auth;

import org.jspecify.annotations.NullMarked;
