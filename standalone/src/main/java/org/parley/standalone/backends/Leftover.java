package org.parley.standalone.backends;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * What a killed run may have left running: its backends, which stop by themselves a moment later,
 * or a Postgres whose JVM was killed as well, which never would.
 */
final class Leftover {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DataDirectory data;
  private final Consumer<String> say;

  Leftover(DataDirectory data, Consumer<String> say) {
    this.data = data;
    this.say = say;
  }

  /** Returns when nothing of the killed run is left. To be called by the holder of the run lock. */
  void clear() throws IOException, InterruptedException, StartRefused {
    awaitBackends();
    Optional<ProcessHandle> postgres = EmbeddedPostgres.running(data);
    if (postgres.isPresent()) {
      long pid = postgres.get().pid();
      say.accept("A killed run left Postgres running (process " + pid + "); stopping it.");
      EmbeddedPostgres.stopLeftover(data);
    }
  }

  private void awaitBackends() throws IOException, InterruptedException, StartRefused {
    Instant deadline = Instant.now().plus(PATIENCE);
    boolean said = false;
    while (!lockIsFree()) {
      Optional<ProcessHandle> holder = ProcessLock.holder(data.backendsLock());
      if (!said && holder.isPresent()) {
        long pid = holder.get().pid();
        say.accept("A run was killed; waiting for its Kafka and Postgres to stop (" + pid + ").");
        said = true;
      }
      if (Instant.now().isAfter(deadline)) {
        holder.ifPresent(ProcessHandle::destroyForcibly);
        deadline = Instant.now().plus(PATIENCE);
        if (holder.isEmpty()) {
          throw new StartRefused(
              data.backendsLock() + " is held by a process that does not say who it is");
        }
        say.accept("It does not stop; killed process " + holder.get().pid() + ".");
      }
      await(holder);
    }
  }

  private boolean lockIsFree() throws IOException {
    Optional<ProcessLock> lock = ProcessLock.tryTake(data.backendsLock());
    if (lock.isEmpty()) {
      return false;
    }
    lock.get().close();
    return true;
  }

  /** Until it exits, or a moment, whichever is first. */
  private static void await(Optional<ProcessHandle> holder) throws InterruptedException {
    try {
      holder
          .map(ProcessHandle::onExit)
          .orElseGet(CompletableFuture::new)
          .get(200, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // Looked at again by the caller.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
