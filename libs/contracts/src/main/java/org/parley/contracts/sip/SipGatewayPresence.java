package org.parley.contracts.sip;

import java.time.Instant;

/**
 * A sign of life of an instance of sip-gateway; the record key is its name. That it came counts,
 * not when it says it was sent: clocks differ.
 *
 * @param gateway its name
 * @param at when it was sent, for an operator to read
 */
public record SipGatewayPresence(String gateway, Instant at) {}
