package org.parley.standalone.backends;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The Postgres programs for this machine, taken once out of the jar that carries them. */
final class PostgresBinaries {
  private final Path directory;

  private PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  /** Unpacks unless the same version is there already. */
  static PostgresBinaries unpackedTo(Path directory) throws IOException, StartRefused {
    String archive = archiveForThisMachine();
    URL packed = PostgresBinaries.class.getResource("/" + archive);
    if (packed == null) {
      throw new StartRefused(
          "This build has no Postgres for this machine (" + archive + " is not on the class path)");
    }
    // The size stands for the version, which the archive's name leaves out.
    String stamp = archive + " " + packed.openConnection().getContentLengthLong();
    Path stampFile = directory.resolve("unpacked");
    if (Files.exists(stampFile) && Files.readString(stampFile).equals(stamp)) {
      return new PostgresBinaries(directory);
    }
    Path draft = directory.resolveSibling(directory.getFileName() + ".new");
    DataDirectory.deleteTree(draft);
    try (InputStream in = packed.openStream()) {
      unpack(in, draft);
    }
    Files.writeString(draft.resolve("unpacked"), stamp);
    DataDirectory.deleteTree(directory);
    DataDirectory.moveIntoPlace(draft, directory);
    return new PostgresBinaries(directory);
  }

  String program(String name) {
    return directory.resolve("bin").resolve(name).toString();
  }

  private static String archiveForThisMachine() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          case String other -> other;
        };
    return "postgres-" + (system.contains("mac") ? "darwin" : "linux") + "-" + machine + ".txz";
  }

  private static void unpack(InputStream packed, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("Entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (wanted(entry.getName())) {
          Files.createDirectories(path.getParent());
          if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
          } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, permissions(entry.getMode()));
          }
        }
      }
    }
  }

  /** Header files and static libraries are of no use to a running server. */
  private static boolean wanted(String name) {
    return List.of(".a", ".h", ".pc").stream().noneMatch(name::endsWith);
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if ((mode & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
    }
    return permissions;
  }
}
