/**
 * Screen and keyboard: a full one with history, completion and colours where there is a terminal,
 * and a plain one, line in and line out, for pipes and for terminals that can do no more.
 *
 * <p>Decides nothing about what is shown.
 */
@NullMarked
package org.parley.client.terminal;

import org.jspecify.annotations.NullMarked;
