import type { Clock } from './clock.ts';

/** A clock for tests: time stands still until it is moved, and every timer due fires in order on the way. */
export class FakeClock implements Clock {
  #nowMs: number;
  #timers = new Set<{ atMs: number; callback: () => void }>();

  constructor(nowMs = Date.parse('2026-11-23T14:30:00Z')) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(ms, 0), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers wait: 0 after everything was closed. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Moves time on by `ms`. */
  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (let due = this.#nextBy(untilMs); due; due = this.#nextBy(untilMs)) {
      this.#timers.delete(due);
      this.#nowMs = Math.max(this.#nowMs, due.atMs);
      due.callback();
    }
    this.#nowMs = untilMs;
  }

  /** The machine is asleep for `ms`, or its clock is set: no timer fires meanwhile. */
  sleep(ms: number): void {
    this.#nowMs += ms;
  }

  #nextBy(untilMs: number) {
    const due = [...this.#timers].filter(({ atMs }) => atMs <= untilMs);
    return due.sort((a, b) => a.atMs - b.atMs)[0];
  }
}
