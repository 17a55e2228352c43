package org.parley.sip.registrar.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parley.contracts.config.DnObject;
import org.parley.contracts.config.DnType;
import org.parley.contracts.config.OptionValues;
import org.parley.contracts.config.SipCredentials;
import org.parley.contracts.sip.SipBinding;
import org.parley.sip.message.Answer;
import org.parley.starter.config.ConfigView;

/** Against a real broker. The topic is that of the site, so each test has DNs of its own. */
class KafkaBindingsIT {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ConfigView config = new ConfigView("A");
  private final List<Instance> running = new ArrayList<>();

  @AfterEach
  void stop() {
    running.forEach(Instance::close);
  }

  @Test
  void what_was_answered_is_there_after_a_restart() throws Exception {
    dn("3001");
    Instance first = start("gw-1");
    assertThat(code(first.register("3001", "sip:3001@127.0.0.1:5070", 1, 600))).isEqualTo(200);
    List<SipBinding> before = first.bindingsOf("3001");
    first.close();

    Instance second = start("gw-1");

    assertThat(second.bindingsOf("3001")).isEqualTo(before).hasSize(1);
    assertThat(code(second.register("3001", "sip:3001@127.0.0.1:5070", 2, 0))).isEqualTo(200);
    second.close();
    assertThat(start("gw-1").bindingsOf("3001")).isEmpty();
  }

  @Test
  void instances_know_what_the_others_registered() throws Exception {
    dn("3002");
    Instance one = start("gw-1");
    Instance two = start("gw-2");

    code(one.register("3002", "sip:a@127.0.0.1", 1, 600));
    await().atMost(LONG).until(() -> two.bindingsOf("3002").size() == 1);
    assertThat(two.bindingsOf("3002")).extracting(SipBinding::gateway).containsExactly("gw-1");

    Answer answer = two.register("3002", "sip:b@127.0.0.1", 2, 600).get(20, TimeUnit.SECONDS);
    assertThat(answer.headers().all("Contact")).hasSize(2);
    await().atMost(LONG).until(() -> one.bindingsOf("3002").size() == 2);
    code(two.register("3002", "sip:a@127.0.0.1", 3, 0));
    await().atMost(LONG).until(() -> one.bindingsOf("3002").size() == 1);
  }

  /** Records of more than 600 bytes do not get through. */
  @Test
  void what_does_not_reach_the_topic_is_answered_with_503_and_the_next_goes_on() throws Exception {
    dn("3003");
    var instance = new Instance("gw-1", config, Map.of("max.request.size", 600));
    running.add(instance);
    String tooLong = "sip:" + "x".repeat(120) + "@" + "y".repeat(300) + ".example";

    assertThat(code(instance.register("3003", tooLong, 1, 600))).isEqualTo(503);
    assertThat(code(instance.register("3003", "sip:a@127.0.0.1", 2, 600))).isEqualTo(200);
    assertThat(instance.bindingsOf("3003")).hasSize(1);
  }

  @Test
  void many_register_at_once() throws Exception {
    Instance instance = start("gw-1");
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int number = 40_000; number < 41_000; number++) {
      String dn = Integer.toString(number);
      dn(dn);
      answers.add(instance.register(dn, "sip:" + dn + "@127.0.0.1", 1, 600));
    }

    for (CompletableFuture<Answer> answer : answers) {
      assertThat(code(answer)).isEqualTo(200);
    }
    assertThat(instance.bindingsOf("40999")).hasSize(1);
  }

  private Instance start(String name) {
    var instance = new Instance(name, config, Map.of());
    running.add(instance);
    return instance;
  }

  private void dn(String number) {
    config.put(
        new DnObject(
            1,
            "A",
            number,
            DnType.EXTENSION,
            true,
            OptionValues.NONE,
            SipCredentials.of("A", number, "secret")));
  }

  private static int code(CompletableFuture<Answer> answer) throws Exception {
    return answer.get(20, TimeUnit.SECONDS).code();
  }
}
