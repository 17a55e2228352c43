package org.parley.tlibgateway.login;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who was confirmed not long ago, so that thousands of clients can come back at once without a
 * bcrypt for each. Keyed by an HMAC of the credentials under a random key of this process; the
 * credentials themselves are not kept.
 */
public final class RememberedLogins {
  private static final String HMAC = "HmacSHA256";

  private record Entry(Person person, long untilMillis) {}

  private final int capacity;
  private final Duration keep;
  private final Duration keepTokens;
  private final LongSupplier millis;
  private final Mac mac;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * @param keep how long a password is taken as right without asking again
   * @param keepTokens the same for bearer tokens, which expire by themselves meanwhile
   */
  public RememberedLogins(int capacity, Duration keep, Duration keepTokens, LongSupplier millis) {
    this.capacity = capacity;
    this.keep = keep;
    this.keepTokens = keepTokens;
    this.millis = millis;
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try {
      this.mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + HMAC, e);
    }
  }

  public Optional<Person> find(Credentials credentials) {
    String key = digest(credentials);
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    if (entry.untilMillis() <= millis.getAsLong()) {
      entries.remove(key);
      return Optional.empty();
    }
    return Optional.of(entry.person());
  }

  public void remember(Credentials credentials, Person person) {
    Duration time =
        switch (credentials) {
          case Credentials.Password _ -> keep;
          case Credentials.Token _ -> keepTokens;
        };
    entries.put(digest(credentials), new Entry(person, millis.getAsLong() + time.toMillis()));
    if (entries.size() > capacity) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /** After any change of the person: roles, place or password may be others. */
  public void forget(String userName) {
    entries.values().removeIf(entry -> entry.person().userName().equals(userName));
  }

  private String digest(Credentials credentials) {
    String text =
        switch (credentials) {
          case Credentials.Password(var userName, var password) ->
              "basic " + Base64.getEncoder().encodeToString(bytes(userName)) + ' ' + password;
          case Credentials.Token(var token) -> "bearer " + token;
        };
    return HexFormat.of().formatHex(mac.doFinal(bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
