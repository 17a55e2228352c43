package org.parley.bench.im;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Connections that are logged in, have a DN registered each, and say nothing. */
public final class Crowd implements AutoCloseable {
  private final SessionSetup setup;

  public Crowd(InetSocketAddress tlib, String user, String password, int firstDn)
      throws IOException {
    this.setup = new SessionSetup(tlib, new SessionSetup.Credentials(user, password), firstDn, 1);
  }

  /** Opens {@code connections} of them; returns when all are registered. */
  public void register(int connections) throws InterruptedException {
    setup.register(connections);
  }

  @Override
  public void close() {
    setup.lines().close();
  }
}
