package org.parley.config.objects.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The key of something that lives on a switch: the columns after the switch are named by the row.
 */
@Embeddable
record OnSwitch(
    @Column(name = "switch_name") String switchName, @Column(name = "number") String name) {}
