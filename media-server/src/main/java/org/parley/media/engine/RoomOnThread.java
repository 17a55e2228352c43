package org.parley.media.engine;

import java.util.function.Consumer;

/** A room from the threads beside its own. */
public final class RoomOnThread implements AutoCloseable {
  private final Room room;
  private final MixerThread thread;

  RoomOnThread(Room room, MixerThread thread) {
    this.room = room;
    this.thread = thread;
  }

  /** Does something with the room before its next frame. */
  public void execute(Consumer<Room> change) {
    thread.execute(() -> change.accept(room));
  }

  /** It is not mixed any more; its legs have left it before. */
  @Override
  public void close() {
    thread.execute(() -> thread.remove(room));
  }
}
