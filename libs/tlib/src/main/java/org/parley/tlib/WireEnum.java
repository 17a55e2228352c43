package org.parley.tlib;

/** An enumeration of the data model: travels by its name, and has the public number beside it. */
public interface WireEnum {
  /** The public number; the T-Server text form prints it. */
  int code();

  /** The name on the wire. */
  String wireName();
}
