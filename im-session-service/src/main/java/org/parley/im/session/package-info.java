/**
 * The life of one instant-messaging session between two agents, from invitation to release.
 *
 * <p>{@link org.parley.im.session.ImDecider} decides; everything else in the service carries out.
 * Nothing here knows Kafka, HTTP or Spring, so the rules can be read and tested alone. The states
 * are those an agent's desktop shows (seed 003): <em>Establishing</em>, <em>Connected</em>,
 * <em>Ended</em>. The full table is docs/domain/im-session.md, written by a test.
 */
@NullMarked
package org.parley.im.session;

import org.jspecify.annotations.NullMarked;
