package org.parley.starter.http;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Problems in the suite's form: {@code type} is a URN made of the {@code code} that clients branch
 * on.
 */
public final class Problems {
  public static final String CODE = "code";

  public static ProblemDetail of(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(typeOf(code));
    problem.setTitle(status.getReasonPhrase());
    problem.setProperty(CODE, code);
    return problem;
  }

  static URI typeOf(String code) {
    return URI.create("urn:parley:problem:" + code);
  }

  private Problems() {}
}
