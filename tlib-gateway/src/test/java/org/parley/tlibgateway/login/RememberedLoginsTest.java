package org.parley.tlibgateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedLoginsTest {
  private static final Person ANNA = new Person("anna", Set.of(), null);

  private final AtomicLong millis = new AtomicLong();
  private final RememberedLogins logins =
      new RememberedLogins(2, Duration.ofMinutes(10), Duration.ofMinutes(1), millis::get);

  private static Credentials password(String user, String password) {
    return new Credentials.Password(user, password);
  }

  @Test
  void exactly_these_credentials_are_remembered() {
    logins.remember(password("anna", "b c"), ANNA);
    assertThat(logins.find(password("anna", "b c"))).hasValue(ANNA);
    assertThat(logins.find(password("anna", "b"))).isEmpty();
    assertThat(logins.find(password("anna b", "c"))).isEmpty();
    assertThat(logins.find(new Credentials.Token("b c"))).isEmpty();
  }

  @Test
  void passwords_and_tokens_are_forgotten_in_their_own_time() {
    Credentials token = new Credentials.Token("t");
    logins.remember(password("anna", "p"), ANNA);
    logins.remember(token, ANNA);
    millis.addAndGet(Duration.ofMinutes(1).toMillis());
    assertThat(logins.find(token)).isEmpty();
    assertThat(logins.find(password("anna", "p"))).isPresent();
    millis.addAndGet(Duration.ofMinutes(9).toMillis());
    assertThat(logins.find(password("anna", "p"))).isEmpty();
  }

  @Test
  void the_memory_is_bounded_and_a_changed_person_leaves_it() {
    logins.remember(password("a", "p"), new Person("a", Set.of(), null));
    logins.remember(password("b", "p"), new Person("b", Set.of(), null));
    logins.remember(password("c", "p"), new Person("c", Set.of(), null));
    assertThat(logins.find(password("a", "p"))).isEmpty();
    logins.forget("b");
    assertThat(logins.find(password("b", "p"))).isEmpty();
    assertThat(logins.find(password("c", "p"))).isPresent();
  }
}
