package org.parley.sip.location;

import org.jspecify.annotations.Nullable;
import org.parley.sip.message.Flow;
import org.parley.sip.message.SipUri;

/**
 * A place where a DN is reached.
 *
 * @param target the request URI for it
 * @param flow the hop to take: the connection that the endpoint opened, or over UDP the address
 *     that it was seen at, behind any NAT. Null: as the target says
 * @param gateway the name of the instance that reaches it
 */
public record Contact(SipUri target, @Nullable Flow flow, String gateway) {}
