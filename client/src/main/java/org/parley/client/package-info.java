/**
 * The terminal client of {@code ./parley client}: an agent's desk for instant messaging, made for
 * the first five minutes with Parley and for scripts. {@link org.parley.client.ClientMain} reads
 * the command line and logs in; {@link org.parley.client.desk} is what an agent does and sees;
 * {@link org.parley.client.terminal} is the screen and the keyboard.
 *
 * <p>It knows Parley only by T-Library, as any other desktop would.
 */
@NullMarked
package org.parley.client;

import org.jspecify.annotations.NullMarked;
