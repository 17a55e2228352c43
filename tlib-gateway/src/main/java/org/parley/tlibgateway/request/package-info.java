/**
 * What becomes of a request: an answer from what the gateway knows, a refusal that needs no
 * decision, or a command to the service that decides. {@code Requests} is the table.
 *
 * <p>Checked here is what can be seen without the log: the DN is registered, attributes make sense,
 * the DN and the ConnID can exist. Whether a call or an agent may do something now is never decided
 * here.
 */
@NullMarked
package org.parley.tlibgateway.request;

import org.jspecify.annotations.NullMarked;
