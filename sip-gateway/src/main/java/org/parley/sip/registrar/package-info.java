/**
 * Keeps under which contacts DNs are reached (RFC 3261 section 10). {@code Registrar} has the
 * rules, {@code Bindings} what is registered now, at whichever instance. The truth is the topic: a
 * REGISTER is answered when the change has been read back from it, and nothing is changed here that
 * was not read there.
 *
 * <p>It does not know what a contact is used for; {@code location} chooses among them.
 */
@NullMarked
package org.parley.sip.registrar;

import org.jspecify.annotations.NullMarked;
