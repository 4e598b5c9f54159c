import { describe, expect, it } from 'vitest';
import { openSpeaker } from './tones.ts';

type Note = { hertz: number; fromSeconds: number; toSeconds: number };

/** An audio context that writes down what it would play. */
function fakeContext(state: AudioContextState = 'running') {
  const notes: Note[] = [];
  const listeners = new Set<() => void>();
  const asked = { resumed: 0, closed: 0 };
  const gain = { setValueAtTime() {}, linearRampToValueAtTime() {} };
  const context = {
    state,
    currentTime: 10,
    destination: {},
    createGain: () => ({ gain, connect() {}, disconnect() {} }),
    createOscillator() {
      const note: Note = { hertz: 0, fromSeconds: 0, toSeconds: 0 };
      const frequency = {
        set value(hertz: number) {
          note.hertz = hertz;
        },
      };
      return {
        frequency,
        connect() {},
        start(seconds: number) {
          note.fromSeconds = seconds;
          notes.push(note);
        },
        stop(seconds: number) {
          note.toSeconds = seconds;
        },
      };
    },
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
    async resume() {
      asked.resumed += 1;
    },
    async close() {
      asked.closed += 1;
    },
  };
  const become = (next: AudioContextState) => {
    context.state = next;
    for (const listener of listeners) listener();
  };
  // A double of the little of it that is used.
  const speaker = openSpeaker(context as unknown as AudioContext);
  return { speaker, notes, asked, become, listeners };
}

const hertzOf = (notes: readonly Note[]) => notes.map(({ hertz }) => hertz);

describe('a speaker', () => {
  it('falls for a loss and rises for a recovery', () => {
    const { speaker, notes } = fakeContext();
    speaker.play('loss');
    const [high = 0, low = 0] = hertzOf(notes);
    expect(low).toBeLessThan(high);
    speaker.play('recovery');
    const [, , deep = 0, deeper = 0] = hertzOf(notes);
    expect(deeper).toBeGreaterThan(deep);
  });

  it('plays one note after the other, and a tone after the one that still sounds', () => {
    const { speaker, notes } = fakeContext();
    speaker.play('loss');
    speaker.play('recovery');
    expect(notes[0]?.fromSeconds).toBe(10);
    for (const [nth, { fromSeconds }] of notes.slice(1).entries()) {
      expect(fromSeconds).toBeGreaterThanOrEqual(notes[nth]?.toSeconds ?? Infinity);
    }
  });

  it('plays nothing while it is locked, nor anything of that when it is unlocked', () => {
    const { speaker, notes, asked, become } = fakeContext('suspended');
    let told = 0;
    speaker.subscribe(() => {
      told += 1;
    });
    speaker.play('loss');
    speaker.unlock();
    expect(asked.resumed).toBe(1);
    become('running');
    expect([speaker.isLocked(), told, notes.length]).toEqual([false, 1, 0]);
    speaker.unlock();
    expect(asked.resumed).toBe(1);
    speaker.play('recovery');
    expect(notes).toHaveLength(2);
  });

  it('closes once, and is silent afterwards', () => {
    const { speaker, notes, asked } = fakeContext();
    speaker.close();
    speaker.close();
    speaker.play('loss');
    expect([asked.closed, notes.length]).toEqual([1, 0]);
  });
});
