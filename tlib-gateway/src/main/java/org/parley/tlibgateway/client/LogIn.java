package org.parley.tlibgateway.client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.parley.starter.gateway.GatewayThread;
import org.parley.tlib.Attribute;
import org.parley.tlib.MessageType;
import org.parley.tlib.ServerRole;
import org.parley.tlib.TlibError;
import org.parley.tlib.TlibEvent;
import org.parley.tlib.TlibRequest.RegisterClient;
import org.parley.tlibgateway.login.Credentials;
import org.parley.tlibgateway.login.LoginCheck;
import org.parley.tlibgateway.login.LoginPenalties;
import org.parley.tlibgateway.login.Person;
import org.parley.tlibgateway.login.RememberedLogins;
import org.parley.tlibgateway.request.ServerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first dialogue of a connection: RequestRegisterClient and its answer. */
final class LogIn {
  private static final Logger log = LoggerFactory.getLogger(LogIn.class);

  /** Questions to config-service at a time: each costs it a bcrypt. */
  private static final int CHECKS_AT_ONCE = 8;

  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_INTERVAL_SECONDS = 3600;

  private final LoginCheck check;
  private final RememberedLogins remembered;
  private final LoginPenalties penalties;
  private final ServerIdentity identity;
  private final GatewayThread thread;
  private final InstantSource clock;
  private final ArrayDeque<Attempt> waiting = new ArrayDeque<>();
  private final Set<Attempt> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A log-in that config-service has to check.
   *
   * @param changed persons that became others while it was being checked
   */
  private record Attempt(
      Client client, RegisterClient request, Credentials credentials, Set<String> changed) {
    Attempt(Client client, RegisterClient request, Credentials credentials) {
      this(client, request, credentials, new HashSet<>());
    }

    String source() {
      return client.wire().source();
    }
  }

  LogIn(
      LoginCheck check,
      RememberedLogins remembered,
      LoginPenalties penalties,
      ServerIdentity identity,
      GatewayThread thread,
      InstantSource clock) {
    this.check = check;
    this.remembered = remembered;
    this.penalties = penalties;
    this.identity = identity;
    this.thread = thread;
    this.clock = clock;
  }

  /**
   * Begins; the client is {@link Client.Stage.Checking} until there is an answer.
   *
   * @return false when the request itself is wrong, which the client has been told
   */
  boolean begin(Client client, RegisterClient request) {
    String wrong = whatIsWrong(request);
    if (wrong != null) {
      client.refuse(TlibError.INVALID_ATTR, wrong, request.referenceId(), request.type());
      return false;
    }
    Credentials credentials = credentials(request);
    Optional<Person> known = remembered.find(credentials);
    if (known.isPresent()) {
      welcome(client, request, known.get());
      return true;
    }
    client.stage(new Client.Stage.Checking());
    var attempt = new Attempt(client, request, credentials);
    penalties.begun(attempt.source());
    Duration delay = penalties.delayOf(attempt.source());
    if (delay.isZero()) {
      queue(attempt);
    } else if (!isRefused(attempt)) {
      thread.schedule(() -> queue(attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
    return true;
  }

  /** What is being checked is the person of before, who must not be remembered. */
  void personChanged(String userName) {
    remembered.forget(userName);
    underWay.forEach(attempt -> attempt.changed().add(userName));
  }

  private static @Nullable String whatIsWrong(RegisterClient request) {
    String name = request.applicationName();
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      return "applicationName has 1 to " + LONGEST_NAME + " characters";
    }
    boolean byPassword = request.userName() != null && request.password() != null;
    if (!byPassword && request.token() == null) {
      return "userName and password, or token, are needed";
    }
    RegisterClient.Addp addp = request.addp();
    if (addp != null && (isNoInterval(addp.timeout()) || isNoInterval(addp.remoteTimeout()))) {
      return "addp: an interval is 0 to " + LONGEST_INTERVAL_SECONDS + " seconds";
    }
    return null;
  }

  private static boolean isNoInterval(int seconds) {
    return seconds < 0 || seconds > LONGEST_INTERVAL_SECONDS;
  }

  private static Credentials credentials(RegisterClient request) {
    String token = request.token();
    String userName = request.userName();
    String password = request.password();
    return token != null || userName == null || password == null
        ? new Credentials.Token(String.valueOf(token))
        : new Credentials.Password(userName, password);
  }

  private void queue(Attempt attempt) {
    waiting.add(attempt);
    askNext();
  }

  private void askNext() {
    while (underWay.size() < CHECKS_AT_ONCE && !waiting.isEmpty()) {
      Attempt attempt = waiting.remove();
      if (attempt.client().isLeaving()) {
        penalties.ended(attempt.source());
      } else if (!isRefused(attempt)) {
        ask(attempt);
      }
    }
  }

  /** Also asked when its turn comes: it may have been among the first of many wrong ones. */
  private boolean isRefused(Attempt attempt) {
    if (!penalties.isTooMany(attempt.source())) {
      return false;
    }
    penalties.ended(attempt.source());
    String why = "too many log-ins at once from an address with wrong passwords";
    RegisterClient request = attempt.request();
    attempt.client().refuse(TlibError.TOO_MANY_REQ, why, request.referenceId(), request.type());
    attempt.client().leave("guessing", TlibError.TOO_MANY_REQ, why);
    return true;
  }

  private void ask(Attempt attempt) {
    underWay.add(attempt);
    check
        .check(attempt.credentials(), attempt.source())
        .whenComplete((answer, failure) ->
            thread.execute(() -> {
              underWay.remove(attempt);
              LoginCheck.Answer known =
                  failure == null ? answer : new LoginCheck.Answer.Unavailable("the check failed");
              if (isOutdated(attempt, known)) {
                queue(new Attempt(attempt.client(), attempt.request(), attempt.credentials()));
                return;
              }
              penalties.ended(attempt.source());
              end(attempt.client(), attempt.request(), attempt.credentials(), known);
              askNext();
            }));
  }

  private static boolean isOutdated(Attempt attempt, LoginCheck.Answer answer) {
    return answer instanceof LoginCheck.Answer.Confirmed(Person person)
        && attempt.changed().contains(person.userName());
  }

  private void end(
      Client client, RegisterClient request, Credentials credentials, LoginCheck.Answer answer) {
    if (client.isLeaving()) {
      return;
    }
    switch (answer) {
      case LoginCheck.Answer.Confirmed(Person person) -> {
        remembered.remember(credentials, person);
        welcome(client, request, person);
      }
      case LoginCheck.Answer.Denied() -> {
        penalties.failed(client.wire().source());
        client.stage(new Client.Stage.Stranger());
        client.refuse(
            TlibError.BAD_PASSWD,
            "user name, password or token is wrong",
            request.referenceId(),
            request.type());
        client.leave("password", TlibError.BAD_PASSWD, "wrong credentials");
      }
      case LoginCheck.Answer.Unavailable(String reason) -> {
        log.warn("Log-in of client {} cannot be checked: {}", client, reason);
        client.stage(new Client.Stage.Stranger());
        client.refuse(
            TlibError.SERV_UNAVAIL,
            "log-ins cannot be checked now",
            request.referenceId(),
            request.type());
        client.release();
      }
    }
  }

  private void welcome(Client client, RegisterClient request, Person person) {
    client.stage(new Client.Stage.Known(person, request.applicationName()));
    client.wire().trusted();
    RegisterClient.Addp addp = request.addp();
    if (addp != null) {
      client.keepAlive().interval(Duration.ofSeconds(addp.remoteTimeout()));
    }
    client.answer(
        TlibEvent.of(MessageType.EVENT_LINK_CONNECTED)
            .with(Attribute.SERVER, identity.name())
            .with(Attribute.LOCATION, identity.location())
            .with(Attribute.APPLICATION_NAME, request.applicationName())
            .with(Attribute.SESSION_ID, identity.instance() + "-" + client.id())
            .with(Attribute.SERVER_ROLE, ServerRole.PRIMARY)
            .with(Attribute.TIME, clock.instant()),
        request.referenceId(),
        request.type());
    client.release();
  }
}
