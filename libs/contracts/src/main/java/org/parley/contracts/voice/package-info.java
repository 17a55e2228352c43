/**
 * Voice calls: the state of an interaction, which is a call and the consult calls that came of it,
 * and what follows from it for the audio of each leg. Gateways, media-server and conference-service
 * compute that by the same code, so none of them has to be told what to do.
 */
@NullMarked
package org.parley.contracts.voice;

import org.jspecify.annotations.NullMarked;
