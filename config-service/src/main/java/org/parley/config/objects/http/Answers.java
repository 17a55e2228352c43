package org.parley.config.objects.http;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parley.config.objects.Outcome;
import org.parley.config.objects.Page;
import org.parley.config.objects.Refusal;
import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.ConfigObject;
import org.parley.contracts.config.OptionValues;
import org.parley.starter.http.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;

/** How outcomes become answers: status, ETag, problem. */
final class Answers {
  private static final int MAX_PAGE = 1000;

  /** A part of a list as JSON. */
  record PageView<V>(List<V> items, int page, int size, long total) {
    static <O, V> PageView<V> of(Page<O> page, Function<? super O, V> view) {
      return new PageView<>(
          page.items().stream().map(view).toList(), page.page(), page.size(), page.total());
    }
  }

  static int pageSize(int asked) {
    return Math.clamp(asked, 1, MAX_PAGE);
  }

  /**
   * No name has control characters, so a prefix with one matches nothing that one without it would
   * not.
   */
  static String prefix(String asked) {
    return asked.replaceAll("\\p{Cntrl}", "");
  }

  static <V> ResponseEntity<V> ok(ConfigObject object, Function<ConfigObject, V> view) {
    return ResponseEntity.ok().eTag(Long.toString(object.version())).body(view.apply(object));
  }

  static <V> ResponseEntity<V> created(
      ConfigObject object, URI location, Function<ConfigObject, V> view) {
    return ResponseEntity.created(location)
        .eTag(Long.toString(object.version()))
        .body(view.apply(object));
  }

  static ConfigObject found(Optional<ConfigObject> object, ConfigKey key) {
    return object.orElseThrow(() -> problem(new Refusal.NotFound(key)));
  }

  /** The result, or the refusal as the problem that the client gets. */
  static <T> T result(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T>(var result) -> result;
      case Outcome.Refused<T>(var why) -> throw problem(why);
    };
  }

  static ErrorResponseException problem(Refusal why) {
    ProblemDetail problem = Problems.of(statusOf(why), why.code(), why.detail());
    if (why instanceof Refusal.InvalidOptionValue(_, _, var validValues)) {
      problem.setProperty("validValues", validValues);
    }
    return new ErrorResponseException(statusOf(why), problem, null);
  }

  private static HttpStatus statusOf(Refusal why) {
    return switch (why) {
      case Refusal.NotFound _, Refusal.UnknownOption _ -> HttpStatus.NOT_FOUND;
      case Refusal.AlreadyExists _, Refusal.InUse _, Refusal.LastAdministrator _ ->
          HttpStatus.CONFLICT;
      case Refusal.Stale _ -> HttpStatus.PRECONDITION_FAILED;
      case Refusal.UnknownReference _, Refusal.InvalidField _, Refusal.InvalidOptionValue _ ->
          HttpStatus.UNPROCESSABLE_CONTENT;
    };
  }

  /**
   * The version that If-Match asks for; none when any will do. Something that is no ETag of ours
   * matches nothing.
   */
  static @Nullable Long version(@Nullable String ifMatch) {
    if (ifMatch == null || ifMatch.strip().equals("*")) {
      return null;
    }
    try {
      return Long.valueOf(ifMatch.strip().replaceAll("^\"|\"$", ""));
    } catch (NumberFormatException e) {
      return -1L;
    }
  }

  /** The constant that a text names, or the problem that lists the texts. */
  static <T> T named(Optional<T> constant, ConfigKey key, String field, T[] all) {
    return constant.orElseThrow(
        () -> problem(new Refusal.InvalidField(key, field, "one of " + Arrays.toString(all))));
  }

  static OptionValues options(
      @Nullable Map<String, Map<String, String>> given, OptionValues otherwise) {
    return given == null ? otherwise : new OptionValues(given);
  }

  private Answers() {}
}
