/**
 * Audio as gateways and media-servers describe it to each other ({@link
 * org.parley.contracts.media.AudioDescription}), and which media-servers there are.
 */
@NullMarked
package org.parley.contracts.media;

import org.jspecify.annotations.NullMarked;
