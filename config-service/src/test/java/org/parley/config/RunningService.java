package org.parley.config;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.parley.eventlog.TestBroker;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * config-service as it is started in production, with the demo data, a real Postgres and a real
 * broker. One for all integration tests; each takes DNs and persons that no other one touches.
 */
public final class RunningService {
  private static final RunningService SHARED = new RunningService();

  private final EmbeddedPostgres postgres;
  private final ConfigurableApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.builder().build();

  private RunningService() {
    try {
      postgres =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    context = start("postgres", "--parley.demo=true");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              context.close();
              try {
                postgres.close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }));
  }

  public static RunningService shared() {
    return SHARED;
  }

  /** Another instance, on the named database, which is made when it is missing. */
  public ConfigurableApplicationContext start(String database, String... args) {
    ensure(database);
    return start(postgres, database, args);
  }

  static ConfigurableApplicationContext start(
      EmbeddedPostgres postgres, String database, String... args) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.datasource.url=" + postgres.getJdbcUrl("postgres", database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--parley.kafka.bootstrap-servers="
                    + TestBroker.shared().client().get("bootstrap.servers")));
    all.addAll(Arrays.asList(args));
    return ConfigServiceApplication.service()
        .registerShutdownHook(false)
        .run(all.toArray(String[]::new));
  }

  private void ensure(String database) {
    try (var connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "select 1 from pg_database where datname = '" + database + "'")) {
      if (!found.next()) {
        statement.execute("create database " + database);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public Map<String, Object> broker() {
    return TestBroker.shared().client();
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public URI uri(String path) {
    return uri(context, path);
  }

  static URI uri(ConfigurableApplicationContext context, String path) {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** An answer with its JSON. */
  public record Answer(int status, HttpResponse<String> response, JsonNode body) {
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  public Answer put(String path, Object body, String... headers) {
    return send("PUT", path, body, headers);
  }

  public Answer post(String path, Object body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, null, headers);
  }

  /** As the administrator. */
  public Answer send(String method, String path, Object body, String... headers) {
    return sendAs(basic("admin", "demo"), method, path, body, headers);
  }

  public Answer sendAs(
      String authorization, String method, String path, Object body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(
                        body instanceof String s ? s : json.writeValueAsString(body)));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (body != null && Arrays.stream(headers).noneMatch("Content-Type"::equalsIgnoreCase)) {
      request.header("Content-Type", "application/json");
    }
    return exchange(request.build());
  }

  public Answer exchange(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
      return new Answer(
          response.statusCode(),
          response,
          isJson ? json.readTree(response.body()) : json.missingNode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
