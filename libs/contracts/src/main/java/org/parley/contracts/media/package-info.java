/**
 * Audio: what conference-service asks of media-server ({@link
 * org.parley.contracts.media.RoomCommand}), what came of it ({@link
 * org.parley.contracts.media.RoomEvent}), and the room that follows from it ({@link
 * org.parley.contracts.media.Room}). Writer and readers apply events with the same code.
 */
@NullMarked
package org.parley.contracts.media;

import org.jspecify.annotations.NullMarked;
