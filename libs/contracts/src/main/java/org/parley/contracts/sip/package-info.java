/**
 * What sip-gateway keeps in Kafka: where endpoints can be reached, and the SIP side of running
 * sessions. Both are facts that the gateway found, not decisions; the last record of a key counts.
 */
@NullMarked
package org.parley.contracts.sip;

import org.jspecify.annotations.NullMarked;
