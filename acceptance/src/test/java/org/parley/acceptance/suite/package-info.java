/**
 * The running suite of a test, shared where it can be, and always stopped by its process ids.
 *
 * <p>Never more than one suite at a time: they would fight for the processors, and times would say
 * nothing.
 */
@NullMarked
package org.parley.acceptance.suite;

import org.jspecify.annotations.NullMarked;
