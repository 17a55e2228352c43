package org.parley.config.access.http;

import java.nio.charset.StandardCharsets;
import org.parley.config.access.Passwords;
import org.parley.starter.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.ErrorResponseException;

/** Passwords of a length that is worth hashing. */
final class CheckedPasswords implements Passwords {
  /** bcrypt takes no more. */
  private static final int MAX_BYTES = 72;

  private final PasswordEncoder encoder;
  private final int minLength;

  CheckedPasswords(PasswordEncoder encoder, int minLength) {
    this.encoder = encoder;
    this.minLength = minLength;
  }

  @Override
  public String hash(String password) {
    if (password.length() < minLength
        || password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new ErrorResponseException(
          HttpStatus.UNPROCESSABLE_CONTENT,
          Problems.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "config.invalid-password",
              "A password has at least %d characters and at most %d bytes."
                  .formatted(minLength, MAX_BYTES)),
          null);
    }
    return String.valueOf(encoder.encode(password));
  }
}
