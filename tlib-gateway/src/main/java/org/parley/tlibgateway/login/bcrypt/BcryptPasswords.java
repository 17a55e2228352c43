package org.parley.tlibgateway.login.bcrypt;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.parley.tlibgateway.request.AgentRequests.PasswordCheck;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Compares on two threads of its own: a bcrypt is a tenth of a second of one core, and a crowd of
 * agents that log in at once must not take them all.
 */
public final class BcryptPasswords implements PasswordCheck, AutoCloseable {
  private static final String PREFIX = "{bcrypt}";

  private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().name("bcrypt-", 0).daemon().factory());

  @Override
  public CompletionStage<Boolean> matches(String password, String hash) {
    return CompletableFuture.supplyAsync(() -> compare(password, hash), threads);
  }

  private boolean compare(String password, String hash) {
    return hash.startsWith(PREFIX) && encoder.matches(password, hash.substring(PREFIX.length()));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
