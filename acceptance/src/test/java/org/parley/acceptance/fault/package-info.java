/**
 * What survives when processes are killed in the middle of traffic (OP-5): real {@code kill -9},
 * real restarts, and the Java client that any desktop would use. Each test says afterwards how much
 * was acknowledged, so that a run in which nothing happened is seen.
 */
@NullMarked
package org.parley.acceptance.fault;

import org.jspecify.annotations.NullMarked;
