/**
 * UDP, TCP and TLS sockets. Cuts streams into messages, limits connections in number and time, and
 * answers keepalives.
 *
 * <p>It knows where a message ends and nothing else about it.
 */
@NullMarked
package org.parley.sip.stack.netty;

import org.jspecify.annotations.NullMarked;
