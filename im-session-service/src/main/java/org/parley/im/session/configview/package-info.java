/**
 * The policies of IM sessions as they are configured now: DNs and the options of seeds 001 and 003.
 * Only reads; when an option is heeded is up to the rules that ask.
 */
@NullMarked
package org.parley.im.session.configview;

import org.jspecify.annotations.NullMarked;
