/**
 * What was sent, acknowledged and seen in an IM session, and whether that can be true: {@link
 * org.parley.acceptance.history.HistoryChecker} knows the promises and nothing of how they are
 * kept.
 */
@NullMarked
package org.parley.acceptance.history;

import org.jspecify.annotations.NullMarked;
