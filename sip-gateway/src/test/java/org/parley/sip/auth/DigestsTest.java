package org.parley.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.contracts.config.DigestAlgorithm;

class DigestsTest {
  private static final String GOOD =
      "Digest username=\"2001\", realm=\"parley-A\", nonce=\"n\", uri=\"sip:a\", response=\""
          + "0".repeat(32)
          + "\"";

  /** RFC 7616 section 3.9.1. */
  @ParameterizedTest
  @CsvSource({
    "MD5, 8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void the_example_of_the_rfc_comes_out(String algorithm, String response) throws Exception {
    DigestCredentials given =
        DigestCredentials.parse(
                """
                Digest username="Mufasa",
                 realm="http-auth@example.org",
                 uri="/dir/index.html",
                 algorithm=%s,
                 nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                 nc=00000001,
                 cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
                 qop=auth,
                 response="%s",
                 opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"\
                """
                    .formatted(algorithm, response)
                    .replace("\n", ""))
            .orElseThrow();
    String hashedA1 =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance(algorithm)
                    .digest(
                        "Mufasa:http-auth@example.org:Circle of Life"
                            .getBytes(StandardCharsets.UTF_8)));

    String expected =
        Digests.response(DigestAlgorithm.named(algorithm).orElseThrow(), hashedA1, "GET", given);

    assertThat(expected).isEqualTo(response).isEqualTo(given.response());
    assertThat(given.count()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        ", opaque=\"a,b\\\"c\\\\=\"",
        ", algorithm=MD5",
        ", qop=auth, nc=0000000A, cnonce=x",
        ", something-of-tomorrow=1",
        "  ,\tqop = \"auth\" , nc=00000001,cnonce=\"é\""
      })
  void what_is_well_formed_is_read(String more) {
    assertThat(DigestCredentials.parse(GOOD + more))
        .hasValueSatisfying(given -> {
          assertThat(given.username()).isEqualTo("2001");
          assertThat(given.algorithm()).isEqualTo("MD5");
        });
    assertThat(DigestCredentials.parse(GOOD.replace("Digest ", "  dIGEST   "))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        ", ",
        " opaque=x",
        ", opaque",
        ", opaque=",
        ", =x",
        ", opaque=\"x",
        ", opaque=\"x\\",
        ", opaque=\"x\u0000\"",
        ", opaque=x y",
        ", realm=\"another\"",
        ", USERNAME=2002",
        ", qop=auth",
        ", qop=auth, nc=1, cnonce=x",
        ", qop=auth, nc=0000000g, cnonce=x",
        ", qop=auth, nc=00000001, cnonce=\"\"",
        ", a=1, b=1, c=1, d=1, e=1, f=1, g=1, h=1, i=1, j=1, k=1, l=1, m=1, n=1, o=1, p=1"
      })
  void what_is_not_well_formed_is_not_read(String more) {
    assertThat(DigestCredentials.parse(GOOD + more)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"username", "realm", "nonce", "uri", "response"})
  void nothing_mandatory_may_be_missing(String name) {
    assertThat(DigestCredentials.parse(GOOD.replace(name + "=", "x-" + name + "="))).isEmpty();
  }

  @Test
  void one_that_is_too_long_or_of_another_scheme_is_not_read() {
    assertThat(DigestCredentials.parse(GOOD + ", x=" + "y".repeat(2048))).isEmpty();
    assertThat(DigestCredentials.parse(GOOD.replace("Digest", "Basic"))).isEmpty();
    assertThat(DigestCredentials.parse(GOOD.replace("0".repeat(32), "0".repeat(31)))).isEmpty();
    assertThat(DigestCredentials.parse("Digest")).isEmpty();
    assertThat(DigestCredentials.parse("")).isEmpty();
  }

  @Test
  void what_a_password_could_be_tried_against_is_not_printed() {
    assertThat(DigestCredentials.parse(GOOD).orElseThrow().toString())
        .doesNotContain("0000", "nonce");
  }
}
