package org.parley.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One service as a process of its own, for {@link ClusterMain}. Its settings come in the
 * environment ({@code SPRING_APPLICATION_JSON}), which unlike a command line only its owner can
 * read. It ends when its standard input does, and so never outlives the cluster.
 *
 * <p>Arguments: service, name of this process, directory of the logs.
 */
public final class ServiceMain {
  private ServiceMain() {}

  public static void main(String[] arguments) {
    Logs.into(Path.of(arguments[2]), arguments[1]);
    Thread.ofPlatform().daemon().name("parent-watch").start(ServiceMain::exitWithParent);
    try {
      ConfigurableApplicationContext context = Service.of(arguments[0]).application().run();
      Runtime.getRuntime().addShutdownHook(new Thread(context::close, "stop"));
    } catch (RuntimeException e) {
      LoggerFactory.getLogger(ServiceMain.class).error("{} did not start", arguments[0], e);
      System.exit(1);
    }
  }

  private static void exitWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // As good as its end.
    }
    System.exit(0);
  }
}
