package org.parley.standalone.backends;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A run that can be killed from outside: starts backends, says so, and waits. */
final class BackendsParent {
  private BackendsParent() {}

  public static void main(String[] arguments) throws Exception {
    Backends backends =
        Backends.start(
            new Backends.Options(
                new DataDirectory(Path.of(arguments[0])),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Map.of(),
                System.out::println));
    System.out.println("up " + backends.pid());
    new CountDownLatch(1).await();
  }
}
