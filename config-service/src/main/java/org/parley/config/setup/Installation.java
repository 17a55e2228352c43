package org.parley.config.setup;

/** What is to be remembered about this database. */
public interface Installation {
  /** It holds accounts whose passwords everybody knows. */
  boolean hasDemoData();

  void markDemoData();
}
