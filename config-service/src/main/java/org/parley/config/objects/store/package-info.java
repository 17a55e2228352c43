/**
 * Objects as rows. The rows are seen in this package only; the rest of the service has the contract
 * records.
 */
@NullMarked
package org.parley.config.objects.store;

import org.jspecify.annotations.NullMarked;
