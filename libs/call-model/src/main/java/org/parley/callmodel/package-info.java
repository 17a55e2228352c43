/**
 * Calls and their parties as every medium has them: who takes part, in which role and state, and
 * with which data attached. Voice and IM services build their own rules on it.
 *
 * <p>Pure values in the vocabulary of T-Library: no clock, no I/O, no framework, no wire format.
 */
@NullMarked
package org.parley.callmodel;

import org.jspecify.annotations.NullMarked;
