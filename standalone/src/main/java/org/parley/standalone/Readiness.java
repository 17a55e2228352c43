package org.parley.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.parley.standalone.backends.StartRefused;

/** Puts to a service the question that an orchestrator would put. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Readiness() {}

  /** Returns when the service on this port answers that it is ready. */
  static void await(String name, int port) throws InterruptedException, StartRefused {
    URI question = URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
    Instant deadline = Instant.now().plus(PATIENCE);
    String answer = ask(question);
    while (!answer.startsWith("200")) {
      if (Instant.now().isAfter(deadline)) {
        throw new StartRefused(
            name + " is not ready after " + PATIENCE.toSeconds() + " s: " + answer);
      }
      boolean never = NEVER.await(100, TimeUnit.MILLISECONDS);
      assert !never;
      answer = ask(question);
    }
  }

  /** Status, then the body. */
  private static String ask(URI question) {
    try {
      var connection = (HttpURLConnection) question.toURL().openConnection();
      connection.setConnectTimeout(1000);
      connection.setReadTimeout(3000);
      int status = connection.getResponseCode();
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return status
            + " "
            + (body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return "no answer, " + e.getMessage();
    }
  }
}
