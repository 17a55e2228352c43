package org.parley.contracts.config;

import static org.parley.contracts.config.TakesEffect.IMMEDIATELY;
import static org.parley.contracts.config.TakesEffect.NEXT_INTERACTION;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of the Chat Server application, and of the two others that seed 004 names in a chat
 * solution.
 */
public final class ChatServerOptions {
  private static final OptionType<String> FILTER =
      new OptionType.Matching(
          "copy|hide|skip|tag|unhide-(first|last),[1-9][0-9]{0,3}",
          "copy, hide, skip, tag, unhide-first,<n>, unhide-last,<n>");

  public static final OptionKey<String> ENDPOINT_DEFAULT =
      option(
          "endpoints:<tenant>",
          "default",
          OptionForms.NAME,
          null,
          NEXT_INTERACTION,
          "The queue to which chat interactions of the tenant are submitted; <tenant> is its number. It must be set.",
          "seed 004");

  public static final OptionKey<String> ENDPOINT =
      option(
          "endpoints:<tenant>",
          "<endpoint>",
          OptionForms.NAME,
          null,
          NEXT_INTERACTION,
          "A further entry point and its queue; clients name it as <tenant>:<endpoint>.",
          "seed 004, chat.md 6.2");

  public static final OptionKey<Boolean> HIDE_ATTACHED_DATA =
      option(
          "settings",
          "hide-attached-data",
          OptionForms.FLAG,
          "true",
          IMMEDIATELY,
          "Whether attached data is left out of the logs. Set it to false only while looking for a fault.",
          "seed 004");

  public static final OptionKey<Integer> MESSAGE_LOG_PRINT_SIZE =
      option(
          "settings",
          "message-log-print-size",
          new OptionType.Whole(0, 1_000_000, "characters"),
          "0",
          IMMEDIATELY,
          "How much of a message's text may go to the log. 0: none of it.",
          "seed 004");

  public static final OptionKey<String> LOG_FILTER_DEFAULT =
      option(
          "log-filter-data",
          "default-filter-type",
          FILTER,
          "hide",
          IMMEDIATELY,
          "What the log shows of a key of attached data that has no filter of its own, when hide-attached-data is"
              + " false.",
          "seed 004, chat.md 6.6");

  public static final OptionKey<String> LOG_FILTER =
      option(
          "log-filter-data",
          "<key>",
          FILTER,
          null,
          IMMEDIATELY,
          "What the log shows of this key of attached data: copy (all), hide (the name only), skip (nothing), tag (all,"
              + " marked), or its first or last n characters.",
          "seed 004, chat.md 6.6");

  public static final OptionKey<String> GMS_CHAT_ENDPOINT =
      new OptionKey<>(
          OptionScope.GMS,
          "chat.<service>",
          "_chat_endpoint",
          new OptionType.Matching("[^\\s:]+:[^\\s:]+", "<tenant>:<endpoint>"),
          "Environment:default",
          NEXT_INTERACTION,
          "Opens the web chat API under the name of the service, such as chat.customer-support, and says which endpoint"
              + " its chats enter by.",
          "seed 004, chat.md 6.8");

  public static final OptionKey<String> WORKITEM_CHANNELS =
      new OptionKey<>(
          OptionScope.WORKSPACE,
          "interaction-workspace",
          "openmedia.workitem-channels",
          new OptionType.Matching("|[\\w-]+(,[\\w-]+)*", "media types separated by commas"),
          "",
          TakesEffect.NEXT_LOGIN,
          "The media types that the desktop handles as work items; add chat for chat interactions.",
          "seed 004");

  /** An exact name stands before the pattern that would cover it too. */
  static final List<OptionKey<?>> ALL =
      List.of(
          ENDPOINT_DEFAULT,
          ENDPOINT,
          HIDE_ATTACHED_DATA,
          MESSAGE_LOG_PRINT_SIZE,
          LOG_FILTER_DEFAULT,
          LOG_FILTER,
          GMS_CHAT_ENDPOINT,
          WORKITEM_CHANNELS);

  private static <T> OptionKey<T> option(
      String section,
      String name,
      OptionType<T> type,
      @Nullable String byDefault,
      TakesEffect takesEffect,
      String description,
      String source) {
    return new OptionKey<>(
        OptionScope.CHAT_SERVER, section, name, type, byDefault, takesEffect, description, source);
  }

  private ChatServerOptions() {}
}
