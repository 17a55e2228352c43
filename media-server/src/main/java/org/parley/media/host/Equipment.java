package org.parley.media.host;

import java.util.function.Consumer;
import org.parley.contracts.voice.VoiceCommand;
import org.parley.media.engine.MixerThreads;
import org.parley.media.leg.PortRange;
import org.parley.media.sound.Sounds;

/**
 * What rooms are made of.
 *
 * @param instance name of this media-server
 * @param address where far ends reach us, as a literal
 * @param commands takes what is to be said about rooms, from any thread, without waiting
 */
public record Equipment(
    String instance,
    MixerThreads threads,
    PortRange ports,
    Sounds sounds,
    String address,
    Consumer<VoiceCommand> commands) {}
