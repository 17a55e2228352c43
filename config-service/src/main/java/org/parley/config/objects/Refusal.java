package org.parley.config.objects;

import org.parley.contracts.config.ConfigKey;
import org.parley.contracts.config.OptionScope;

/** Why a change was not made. Nothing has changed then, not even a part of a bulk change. */
public sealed interface Refusal {

  /** Stable; clients branch on it. */
  String code();

  String detail();

  record NotFound(ConfigKey key) implements Refusal {
    @Override
    public String code() {
      return "config.not-found";
    }

    @Override
    public String detail() {
      return "There is no %s.".formatted(key.text());
    }
  }

  record AlreadyExists(ConfigKey key) implements Refusal {
    @Override
    public String code() {
      return "config.exists";
    }

    @Override
    public String detail() {
      return "%s exists already.".formatted(key.text());
    }
  }

  /** Somebody else changed it since the caller read it. */
  record Stale(ConfigKey key, long current) implements Refusal {
    @Override
    public String code() {
      return "config.stale";
    }

    @Override
    public String detail() {
      return "%s was changed since it was read; its ETag is \"%d\" now."
          .formatted(key.text(), current);
    }
  }

  record InUse(ConfigKey key, ConfigKey by) implements Refusal {
    @Override
    public String code() {
      return "config.in-use";
    }

    @Override
    public String detail() {
      return "%s is used by %s.".formatted(key.text(), by.text());
    }
  }

  record UnknownReference(ConfigKey from, ConfigKey missing) implements Refusal {
    @Override
    public String code() {
      return "config.unknown-reference";
    }

    @Override
    public String detail() {
      return "%s names %s, which does not exist.".formatted(from.text(), missing.text());
    }
  }

  record InvalidField(ConfigKey key, String field, String why) implements Refusal {
    @Override
    public String code() {
      return "config.invalid-field";
    }

    @Override
    public String detail() {
      return "%s of %s: %s.".formatted(field, key.text(), why);
    }
  }

  record UnknownOption(OptionScope scope, String section, String name) implements Refusal {
    @Override
    public String code() {
      return "config.unknown-option";
    }

    @Override
    public String detail() {
      return "There is no option %s/%s on a %s; /api/v1/option-catalogue lists all."
          .formatted(section, name, scope);
    }
  }

  record InvalidOptionValue(String section, String name, String validValues) implements Refusal {
    @Override
    public String code() {
      return "config.invalid-value";
    }

    @Override
    public String detail() {
      return "Valid values of %s/%s: %s.".formatted(section, name, validValues);
    }
  }

  /** Without it nobody could change anything any more. */
  record LastAdministrator(ConfigKey person) implements Refusal {
    @Override
    public String code() {
      return "config.last-administrator";
    }

    @Override
    public String detail() {
      return "%s is the last enabled administrator.".formatted(person.text());
    }
  }
}
