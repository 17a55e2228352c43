package org.parley.config.objects;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;

/** Where objects are kept. */
public interface ObjectStore {

  /**
   * Runs one change. All of it commits together with its outbox entries and its audit trail, or
   * nothing does; no other change runs meanwhile, in this instance or another, so numbers are drawn
   * in the order of commits.
   */
  <T> T inOrder(String actor, Function<Changing, T> change);

  Optional<ConfigObject> find(ConfigKey key);

  /**
   * Objects of a kind, by name.
   *
   * @param switchName only for kinds that live on a switch
   * @param prefix of name, number or login code; empty for all
   */
  Page<ConfigObject> list(
      ConfigKey.Kind kind, String switchName, String prefix, int page, int size);

  /** A change that is under way. */
  interface Changing {
    /** The number of the next change; it becomes the version of the object. */
    long nextVersion();

    Optional<ConfigObject> find(ConfigKey key);

    /** New or changed; {@code what} goes to the audit trail and holds no secret. */
    void put(ConfigObject object, String what);

    void remove(ConfigKey key);

    /** Nothing of this change shall be left, though some of it was put. */
    void takeBack();

    /** Sets the password of a person that was put before; none locks the person out. */
    void setPasswordHash(String userName, @Nullable String hash);

    /** Somebody who refers to the object. */
    Optional<ConfigKey> userOf(ConfigKey key);

    boolean agentLoginExists(String loginCode);

    boolean siteNumberTaken(int siteNumber, String byOtherThan);

    boolean applicationTypeTaken(String type, String byOtherThan);

    boolean hasAdministratorBeside(String userName);

    /** Puts every object into the outbox again, as it is. Answers how many. */
    int publishAll();

    /** Any object at all? */
    boolean isEmpty();
  }
}
