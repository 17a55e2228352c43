package org.parley.sip.registrar.kafka;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.parley.contracts.Topics;
import org.parley.contracts.sip.SipBinding;
import org.parley.eventlog.TestBroker;
import org.parley.sip.auth.Identities;
import org.parley.sip.auth.Verdict;
import org.parley.sip.message.Answer;
import org.parley.sip.message.Body;
import org.parley.sip.message.Flow;
import org.parley.sip.message.HeaderFields;
import org.parley.sip.message.NameAddr;
import org.parley.sip.message.SipRequest;
import org.parley.sip.message.Transport;
import org.parley.sip.registrar.Bindings;
import org.parley.sip.registrar.Registrar;
import org.parley.sip.registrar.configview.ConfiguredRegistrar;
import org.parley.sip.signalling.Received;
import org.parley.starter.ParleyProperties;
import org.parley.starter.config.ConfigView;
import org.parley.starter.gateway.GatewayThread;
import org.parley.starter.json.ContractCodecs;
import org.parley.starter.kafka.TopicCreation;
import org.parley.tlib.Dn;

/** An instance of the gateway, as far as its registrar goes. Everybody is who they say they are. */
final class Instance implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final Bindings bindings = new Bindings();
  private final KafkaBindings store;
  private final Registrar registrar;

  Instance(String name, ConfigView config, Map<String, Object> properties) {
    Map<String, Object> client = new HashMap<>(TestBroker.shared().client());
    new TopicCreation(
            new ParleyProperties.Kafka(
                client.get("bootstrap.servers").toString(), Map.of(), true, (short) 1))
        .ensureCompacted(Topics.SIP_BINDINGS);
    client.putAll(properties);
    GatewayThread thread =
        new GatewayThread() {
          @Override
          public void execute(Runnable task) {
            executor.execute(task);
          }

          @Override
          public void schedule(Runnable task, long delay, TimeUnit unit) {
            executor.schedule(task, delay, unit);
          }
        };
    store =
        new KafkaBindings(
            thread, bindings, new ContractCodecs().of(SipBinding.class), client, LONG);
    registrar =
        new Registrar(
            request -> new Verdict.Endpoint(Identities.dn(request.from()).orElseThrow()),
            bindings,
            store,
            new ConfiguredRegistrar(config),
            _ -> true,
            InstantSource.system(),
            name);
    store.start();
  }

  /** What is registered, as this instance knows. */
  List<SipBinding> bindingsOf(String dn) {
    return CompletableFuture.supplyAsync(() -> bindings.of(new Dn(dn)), executor).join();
  }

  CompletableFuture<Answer> register(String dn, String contact, long cseq, int expires) {
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("expires", Integer.toString(expires));
    String address = "sip:" + dn + "@127.0.0.1";
    var request =
        new SipRequest(
            "REGISTER",
            "sip:127.0.0.1",
            NameAddr.of(address).withTag("f"),
            NameAddr.of(address),
            "call-" + dn,
            cseq,
            List.of(new NameAddr(null, contact, parameters)),
            List.of(),
            HeaderFields.none(),
            Body.none(),
            new Flow(Transport.UDP, "127.0.0.1", 5070));
    var answered = new CompletableFuture<Answer>();
    executor.execute(() ->
        registrar.onRegister(
            new Received() {
              @Override
              public SipRequest request() {
                return request;
              }

              @Override
              public void answer(Answer answer) {
                answered.complete(answer);
              }
            }));
    return answered;
  }

  /** As when it is killed: nothing is said or written any more. */
  @Override
  public void close() {
    executor.shutdownNow();
    store.stop();
  }
}
