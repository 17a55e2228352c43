/**
 * The rules by which the code is divided, checked on the classes of all modules: this is the one
 * place whose class path has them all. {@link org.parley.architecture.Rules} says what may know
 * what; the packages below {@code fixture} break each rule once, so that a rule that checks nothing
 * shows.
 */
@NullMarked
package org.parley.architecture;

import org.jspecify.annotations.NullMarked;
