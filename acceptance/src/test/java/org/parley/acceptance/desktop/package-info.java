/**
 * An agent's desktop for tests: a T-Library client that keeps every event it gets and lets a test
 * wait for the one that it expects. It does not reconnect and hides nothing.
 */
@NullMarked
package org.parley.acceptance.desktop;

import org.jspecify.annotations.NullMarked;
