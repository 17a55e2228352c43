/**
 * The page {@code docs/benchmarks.md}: one section a bench, replaced by each run, the text around
 * them left as it is. Knows nothing of what is measured.
 */
@NullMarked
package org.parley.bench.report;

import org.jspecify.annotations.NullMarked;
