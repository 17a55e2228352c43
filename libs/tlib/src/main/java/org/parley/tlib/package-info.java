/**
 * The T-Library data model as Parley speaks it: requests ({@link org.parley.tlib.TlibRequest}),
 * events ({@link org.parley.tlib.TlibEvent}), their attributes, enumerations and errors under the
 * vendor's names and numbers, and the JSON form of docs/tlib.md ({@link
 * org.parley.tlib.TlibCodec}).
 *
 * <p>Knows no server: it opens no port, keeps no call, and depends on nothing else of Parley.
 */
@NullMarked
package org.parley.tlib;

import org.jspecify.annotations.NullMarked;
