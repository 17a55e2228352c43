package org.parley.standalone.backends;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What lies where under {@code --data}. Only the user who started the run may look inside, because
 * passwords and keys are kept here.
 *
 * @param root absolute
 */
public record DataDirectory(Path root) {

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** Creates what is missing. */
  public void create() throws StartRefused {
    try {
      createPrivate(root);
      createPrivate(secrets());
      createPrivate(logs());
    } catch (IOException e) {
      throw new StartRefused("Cannot create the data directory " + root + ": " + e, e);
    }
  }

  public Path logs() {
    return root.resolve("logs");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path postgresBinaries() {
    return root.resolve("postgres-binaries");
  }

  /** Held by the run itself, for as long as it lives. */
  Path runLock() {
    return root.resolve("run.lock");
  }

  /** Held by {@link BackendsMain}, which may outlive a killed run by a moment. */
  Path backendsLock() {
    return root.resolve("backends.lock");
  }

  /** Password of the role and owner of the database {@code parley}. */
  public String databasePassword() throws IOException {
    return secret("database.password");
  }

  String databaseAdminPassword() throws IOException {
    return secret("database-admin.password");
  }

  /**
   * A random secret that stays the same from its first use on.
   *
   * @param name file name under {@link #secrets()}
   */
  public String secret(String name) throws IOException {
    Path file = secrets().resolve(name);
    if (Files.notExists(file)) {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      writePrivate(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }
    return Files.readString(file).strip();
  }

  private static void createPrivate(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Written beside and moved into place, so that a killed run leaves no half secret. */
  private static void writePrivate(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.SYNC);
    moveIntoPlace(draft, file);
  }

  static void moveIntoPlace(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, target);
    }
  }

  static void deleteTree(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
