package org.parley.client.desk;

/** Where lines go, from any thread; a line that somebody is typing is not disturbed. */
public interface Screen {
  void show(Line line);
}
