/**
 * The service that owns IM calls: it alone decides what happens to a session, keeps its transcript
 * while it lasts, and tells everybody on {@code im.events}. It never talks to clients, never stores
 * anything outside Kafka, and never learns who is registered where: gateways do that. Start reading
 * at {@link org.parley.im.session.ImDecider}.
 */
@NullMarked
package org.parley.im;

import org.jspecify.annotations.NullMarked;
