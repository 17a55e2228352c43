package org.parley.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.parley.standalone.backends.DataDirectory;
import org.parley.standalone.backends.StartRefused;

/** Keeps a data directory to one site: connection ids and configuration in it carry its name. */
final class SiteMark {
  private SiteMark() {}

  static void check(DataDirectory data, String site) throws IOException, StartRefused {
    Path mark = data.root().resolve("site");
    if (Files.notExists(mark)) {
      Files.writeString(mark, site + "\n");
      return;
    }
    String owner = Files.readString(mark).strip();
    if (!owner.equals(site)) {
      throw new StartRefused(
          "The data directory "
              + data.root()
              + " belongs to site "
              + owner
              + ". Start with --site "
              + owner
              + ", or give site "
              + site
              + " a directory of its own with --data.");
    }
  }
}
