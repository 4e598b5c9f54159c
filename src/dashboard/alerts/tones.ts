import type { AlarmKind } from './alarm.ts';

/** Two notes, one after the other; each sounds as a wave of a kind, as loud as a share of what the browser can. */
type Tone = { hertz: readonly [number, number]; wave: OscillatorType; volume: number };

/** A loss falls, a recovery rises and is softer: they are told apart by who hears no pitch either. */
const TONES: Record<AlarmKind, Tone> = {
  loss: { hertz: [880, 587], wave: 'triangle', volume: 0.5 },
  recovery: { hertz: [523, 784], wave: 'sine', volume: 0.15 },
};

const NOTE_SECONDS = 0.22;
/** A note swells and fades for so long, or it would click. */
const EDGE_SECONDS = 0.02;
/** Between two tones that follow each other. */
const REST_SECONDS = 0.25;

/** What makes the tones of a page. A browser keeps it locked until somebody touches the page. */
export type Speaker = {
  isLocked(): boolean;
  /** Calls back when it is locked or unlocked. */
  subscribe(listener: () => void): () => void;
  /** Asks the browser to unlock it; it does within a gesture. */
  unlock(): void;
  /** Plays after what still sounds. Locked, it plays nothing, now or later. */
  play(kind: AlarmKind): void;
  close(): void;
};

/** Opens a speaker on an audio context, which it closes with itself. */
export function openSpeaker(context: AudioContext): Speaker {
  let freeAtSeconds = 0;
  let isClosed = false;
  const isLocked = () => context.state !== 'running';

  const note = (hertz: number, startSeconds: number, { wave, volume }: Tone) => {
    const endSeconds = startSeconds + NOTE_SECONDS;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0, startSeconds);
    gain.gain.linearRampToValueAtTime(volume, startSeconds + EDGE_SECONDS);
    gain.gain.setValueAtTime(volume, endSeconds - EDGE_SECONDS);
    gain.gain.linearRampToValueAtTime(0, endSeconds);
    gain.connect(context.destination);
    const oscillator = context.createOscillator();
    oscillator.type = wave;
    oscillator.frequency.value = hertz;
    oscillator.connect(gain);
    oscillator.onended = () => gain.disconnect();
    oscillator.start(startSeconds);
    oscillator.stop(endSeconds);
  };

  return {
    isLocked,
    subscribe(listener) {
      context.addEventListener('statechange', listener);
      return () => context.removeEventListener('statechange', listener);
    },
    unlock() {
      // Refused, it stays locked, and says so.
      if (isLocked() && !isClosed) context.resume().catch(() => {});
    },
    play(kind) {
      // What is given to a locked context sounds when it is unlocked: an alarm of long ago.
      if (isLocked() || isClosed) return;
      const tone = TONES[kind];
      const startSeconds = Math.max(context.currentTime, freeAtSeconds);
      const [first, second] = tone.hertz;
      note(first, startSeconds, tone);
      note(second, startSeconds + NOTE_SECONDS, tone);
      freeAtSeconds = startSeconds + 2 * NOTE_SECONDS + REST_SECONDS;
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      context.close().catch(() => {});
    },
  };
}
