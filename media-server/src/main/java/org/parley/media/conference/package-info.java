/**
 * Who hears whom in one conference, frame by frame. It knows members and what they are given to
 * hear; where their audio comes from and goes to is the affair of others.
 */
@NullMarked
package org.parley.media.conference;

import org.jspecify.annotations.NullMarked;
