package org.parley.acceptance.voice;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.parley.acceptance.sip.Programs;
import org.parley.acceptance.sip.SipSuite;
import org.parley.acceptance.suite.RunningCluster;

/** A cluster for a test class, with 1900 Hz for the music of private conversations. */
final class VoiceCluster implements BeforeAllCallback, AfterAllCallback {
  private RunningCluster running;

  @Override
  public void beforeAll(ExtensionContext context) throws InterruptedException {
    running = RunningCluster.start();
    Tone.MUSIC.write(running.mediaRoot().resolve("music/tone.wav"), 60);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (running != null) {
      running.close();
    }
  }

  RunningCluster running() {
    return running;
  }

  /** Phones of its first gateway. */
  Voices voices(String directory, String... dns) {
    Voices voices = Voices.of(SipSuite.of(running.ports()), Programs.directory(directory), dns);
    voices.options.sipServer("music-listen-disconnect", "music/tone");
    return voices;
  }
}
