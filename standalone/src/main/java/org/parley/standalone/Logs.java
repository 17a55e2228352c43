package org.parley.standalone;

import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Where log lines go: into a file under the data directory, for the terminal belongs to what the
 * user is told. Spring Boot would set the logging up anew for every context of the JVM, so it is
 * kept out of it.
 */
final class Logs {
  private Logs() {}

  /**
   * To be called before anything logs.
   *
   * @param name of the file, without {@code .log}
   */
  static void into(Path directory, String name) {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    System.setProperty("logback.configurationFile", "org/parley/standalone/run-logback.xml");
    System.setProperty("parley.logs", directory.toString());
    System.setProperty("parley.log", name);
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
