/**
 * The mixer under load (P-6, P-7): media-server's rooms in a process of their own, without Kafka,
 * and far ends that send and count real packets in this one. And a desktop at a whole suite, which
 * asks for private conversations of phones that are here (P-7).
 */
@NullMarked
package org.parley.bench.voice;

import org.jspecify.annotations.NullMarked;
