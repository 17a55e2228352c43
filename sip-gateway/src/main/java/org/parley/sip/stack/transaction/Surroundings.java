package org.parley.sip.stack.transaction;

import java.util.concurrent.Executor;
import org.parley.sip.signalling.Requests;
import org.parley.sip.stack.health.Meters;
import org.parley.sip.stack.health.Trace;

/**
 * What every transaction needs.
 *
 * @param gateway the gateway thread
 * @param transactions no more are kept on either side; what comes beyond is turned away
 */
public record Surroundings(
    Timers timers,
    TimerValues values,
    Carrier carrier,
    Local local,
    Requests requests,
    Executor gateway,
    Meters meters,
    Trace trace,
    int transactions) {}
