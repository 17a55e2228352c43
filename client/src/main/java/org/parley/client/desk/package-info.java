/**
 * What an agent does and sees: commands, conversations with numbers, and the lines of a transcript
 * as meaning (who wrote, what happened), not as colours. Start at {@link
 * org.parley.client.desk.Desk}.
 *
 * <p>Knows neither the terminal nor how a connection is made; what others wrote reaches the screen
 * only through {@link org.parley.client.desk.SafeText}.
 */
@NullMarked
package org.parley.client.desk;

import org.jspecify.annotations.NullMarked;
