/**
 * Bindings on topic {@code sip.bindings}: brings what is written there to the gateway thread, and
 * what the registrar decides to the topic. It knows no rule of SIP.
 */
@NullMarked
package org.parley.sip.registrar.kafka;

import org.jspecify.annotations.NullMarked;
