import type { Silence } from '../src/contract/alerts.ts';
import type { PresenceEntry, PresenceRegistration } from '../src/contract/presence.ts';
import type { Journal } from './journal-answers.ts';

/** A telephone of the soak. Times are in milliseconds since 1970. */
type SoakPhone = {
  number: string;
  agent: string;
  status: 0 | 1 | 2 | 3;
  /** When its registration ends, if it does not refresh. */
  expiresAtMs: number;
  /** Lost until then. */
  returnsAtMs: number | undefined;
  /** It misses its refresh, and is late. */
  isSlow: boolean;
};

const LIFE_MS = 120_000;
const ORGANIZATIONS = ['0003', '0007', '0012', '0021', '0034'];

/** How often things happen to an extension, per poll. */
const CHANCES = { call: 0.008, loss: 0.0003, slow: 0.0005 } as const;
/** One extension leaves and another, which nobody has seen, comes, every so many polls. */
const REPLACED_EVERY = 60;
const MASS_LOSS_EVERY = 400;
/** So many polls with losses, and as many without: a wall turns no pages while something was lost that nobody knows of. */
const STRETCH_POLLS = 500;

/**
 * Extensions that are never at rest: calls, losses, returns with new agents, telephones that are late, extensions that
 * leave the list and others that are new, and now and then an organization that is lost at once. Every other stretch
 * somebody has acknowledged what was lost, and nothing more is. The same each time.
 */
export class Churn {
  #phones: SoakPhone[];
  #polls = 0;
  #made = 0;
  #random: () => number;

  constructor(count: number, nowMs: number) {
    this.#random = randomFrom(88);
    this.#phones = Array.from({ length: count }, () => this.#newPhone(nowMs));
  }

  /** How often it was asked. */
  get polls(): number {
    return this.#polls;
  }

  /** Nothing is lost, and what was lost before is acknowledged. */
  get isCalm(): boolean {
    return Math.floor(this.#polls / STRETCH_POLLS) % 2 === 1;
  }

  /** Every extension's telephone rings, or has rung: as many events at once as there can be. */
  storm(nowMs: number): PresenceEntry[] {
    for (const phone of this.#phones) phone.status = phone.status === 1 ? 2 : 1;
    return this.#entries(nowMs);
  }

  /** What happens until the next poll, and what that is answered. */
  next(nowMs: number): PresenceEntry[] {
    this.#polls += 1;
    for (const phone of this.#phones) this.#happenTo(phone, nowMs);
    if (this.#polls % REPLACED_EVERY === 0) {
      const place = Math.floor(this.#random() * this.#phones.length);
      this.#phones.splice(place, 1, this.#newPhone(nowMs));
    }
    if (this.#polls % MASS_LOSS_EVERY === 0 && !this.isCalm) this.#loseAnOrganization(nowMs);
    return this.#entries(nowMs);
  }

  /**
   * Somebody acknowledges this loss and mutes that agent, and takes it back: another list every fifty polls. In a calm
   * stretch every organization is acknowledged.
   */
  silences(nowMs: number): Silence[] {
    const round = Math.floor(this.#polls / 50);
    const made = { account: { id: 1, name: 'Operator' }, createdAt: utcSeconds(nowMs) };
    if (this.isCalm) {
      return ORGANIZATIONS.map((value) => ({
        ...{ id: `silence-${round}-${value}`, ...made, kind: 'acknowledgement', until: null },
        subject: { kind: 'organization', value },
      }));
    }
    return this.#phones.slice(0, round % 8).map(({ number, agent }, nth) => ({
      ...{ id: `silence-${round}-${nth}`, ...made },
      ...(nth % 2 === 0
        ? { kind: 'acknowledgement', subject: { kind: 'extension', value: number }, until: null }
        : {
            kind: 'mute',
            subject: { kind: 'agent', value: agent },
            until: utcSeconds(nowMs + 3_600_000),
          }),
    }));
  }

  /** The day before, as a journal has it: an hour is missing, and telephones came and went. */
  journal(nowMs: number): Journal {
    const agoMs = (minutes: number) => nowMs - minutes * 60_000;
    return {
      total: this.#phones.length,
      organizations: ORGANIZATIONS,
      registered: (ms, organization) => {
        const minute = Math.floor((nowMs - ms) / 60_000);
        const share = organization === '' ? 1 : 1 / ORGANIZATIONS.length;
        const isMissing = ms > 5 * 3_600_000 && ms < 6 * 3_600_000;
        return isMissing ? undefined : Math.floor((this.#phones.length - (minute % 40)) * share);
      },
      changes: this.#phones.slice(0, 50).map(({ number, agent }, nth) => ({
        ...{ at: utcSeconds(agoMs(nth * 20)), kind: 'expired', extension: number, agent },
        ...{ from: 'registered', to: 'expired' },
      })),
    };
  }

  #happenTo(phone: SoakPhone, nowMs: number): void {
    const luck = this.#random();
    if (phone.returnsAtMs !== undefined) {
      if (phone.returnsAtMs > nowMs) return;
      Object.assign(phone, this.#newPhone(nowMs), { number: phone.number });
    } else if (luck < CHANCES.loss) {
      if (!this.isCalm) phone.returnsAtMs = nowMs + 10_000 + this.#random() * 600_000;
    } else if (luck < CHANCES.loss + CHANCES.slow) {
      phone.isSlow = true;
    } else if (luck < CHANCES.loss + CHANCES.slow + CHANCES.call) {
      phone.status = phone.status === 1 ? 2 : phone.status === 2 ? 3 : 1;
    }
    const refreshesAtMs = phone.expiresAtMs - (phone.isSlow ? 2000 : LIFE_MS / 2);
    if (phone.returnsAtMs === undefined && refreshesAtMs <= nowMs) {
      phone.expiresAtMs = nowMs + LIFE_MS;
      phone.isSlow = false;
    }
  }

  #loseAnOrganization(nowMs: number): void {
    const organization = ORGANIZATIONS[Math.floor(this.#random() * ORGANIZATIONS.length)] ?? '';
    for (const phone of this.#phones) {
      if (phone.number.startsWith(organization)) phone.returnsAtMs = nowMs + 60_000;
    }
  }

  /** Each has a number, and an agent, that nobody has had before. */
  #newPhone(nowMs: number): SoakPhone {
    this.#made += 1;
    const organization = ORGANIZATIONS[this.#made % ORGANIZATIONS.length] ?? '';
    return {
      number: `${organization}*${1000 + this.#made}`,
      agent: `Yealink SIP-T46S 66.86.${this.#made % 7}.${this.#made}`,
      status: 1,
      expiresAtMs: nowMs + LIFE_MS * (0.5 + this.#random() / 2),
      returnsAtMs: undefined,
      isSlow: false,
    };
  }

  #entries(nowMs: number): PresenceEntry[] {
    return this.#phones.map((phone) => {
      const isLost = phone.returnsAtMs !== undefined;
      const registration: PresenceRegistration = isLost
        ? { agent: phone.agent, registration: '-2' }
        : { agent: phone.agent, registration: '1', expire: utcSeconds(phone.expiresAtMs) };
      const status = isLost || phone.expiresAtMs < nowMs ? 0 : phone.status;
      return { extension: phone.number, status, registration: [registration] };
    });
  }
}

function utcSeconds(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** Marsaglia's xorshift: numbers from 0 to 1 that are the same each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
