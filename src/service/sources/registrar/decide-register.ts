import { equalUris, parseUri } from '../../sip/uri.ts';
import { type Binding, isLive } from './binding.ts';
import type { RegisterRequest, RequestedContact } from './register-request.ts';

export type RegistrarLimits = {
  /** Shorter lifetimes are refused with 423. */
  readonly minExpiresSeconds: number;
  /** What a REGISTER without a lifetime gets. */
  readonly defaultExpiresSeconds: number;
  /** Longer lifetimes are cut down to this. */
  readonly maxExpiresSeconds: number;
  /** Live bindings of one extension. */
  readonly mostContacts: number;
};

type Refusal = {
  readonly kind: 'refused';
  readonly status: 403 | 423 | 500;
  readonly reason: string;
};

export type RegisterDecision =
  | Refusal
  /** `changes` are what to write, whole; `current` are the live bindings afterwards. */
  | {
      readonly kind: 'accepted';
      readonly changes: readonly Binding[];
      readonly current: readonly Binding[];
    };

/** How long a request may still be under way after the one that followed it (RFC 3261 17.1.2.2: 64 × T1). */
export const LATE_REQUEST_MS = 32_000;

const OUT_OF_ORDER: Refusal = { kind: 'refused', status: 500, reason: 'CSeq Out of Order' };
const TOO_BRIEF: Refusal = { kind: 'refused', status: 423, reason: 'Interval Too Brief' };
const TOO_MANY: Refusal = { kind: 'refused', status: 403, reason: 'Too Many Contacts' };

/**
 * RFC 3261 10.3 steps 6 and 7: what a REGISTER does to the bindings of its extension. All of it or nothing: the first
 * Contact that has to be refused refuses the whole.
 */
export function decideRegister(
  request: RegisterRequest,
  situation: {
    /** The extension's bindings, ended ones too. */
    known: readonly Binding[];
    limits: RegistrarLimits;
    nowMs: number;
  },
): RegisterDecision {
  const { limits, nowMs } = situation;
  const bindings = new Map(situation.known.map((binding) => [binding.device, binding]));
  const changes = new Map<string, Binding>();
  const live = () => [...bindings.values()].filter((binding) => isLive(binding, nowMs));

  const steps =
    request.contacts === 'all'
      ? live().map((binding) => () => remove(binding, request, nowMs))
      : request.contacts.map((contact) => () => {
          const previous = find(bindings.values(), contact);
          return contact.expiresSeconds === 0
            ? remove(previous, request, nowMs)
            : bind({ contact, previous, request, limits, nowMs });
        });
  for (const step of steps) {
    const outcome = step();
    if (outcome === 'unchanged') continue;
    if ('kind' in outcome) return outcome;
    bindings.set(outcome.device, outcome);
    changes.set(outcome.device, outcome);
  }
  // Whoever has more than the limit already may still refresh and take back, only not add.
  const current = live();
  const isMore = current.length > situation.known.filter((one) => isLive(one, nowMs)).length;
  if (current.length > limits.mostContacts && isMore) return TOO_MANY;
  return { kind: 'accepted', changes: [...changes.values()], current };
}

type Outcome = Binding | 'unchanged' | Refusal;

/** Step 7, a Contact with a lifetime: a new binding, or a later time for the one that is there. */
function bind(wish: {
  contact: RequestedContact;
  previous: Binding | undefined;
  request: RegisterRequest;
  limits: RegistrarLimits;
  nowMs: number;
}): Outcome {
  const { contact, previous, request, limits, nowMs } = wish;
  switch (orderOf(request, previous, nowMs)) {
    case 'earlier':
      return OUT_OF_ORDER;
    case 'repeated':
      // A retransmission, whose first copy has been accepted: the answer was lost, and is given again.
      return previous?.end ? OUT_OF_ORDER : 'unchanged';
    case 'later':
      break;
  }
  // Step 7: only what is shorter than an hour may be called too brief.
  if (contact.expiresSeconds < Math.min(limits.minExpiresSeconds, 3600)) return TOO_BRIEF;
  const seconds = Math.min(contact.expiresSeconds, limits.maxExpiresSeconds);
  return {
    extension: request.extension,
    device: previous?.device ?? contact.instance ?? contact.uri,
    contact: contact.uri,
    parameters: contact.parameters,
    path: request.path,
    agent: request.agent,
    callId: request.callId,
    cseq: request.cseq,
    liveSinceMs: previous && isLive(previous, nowMs) ? previous.liveSinceMs : nowMs,
    heardAtMs: nowMs,
    expiresAtMs: nowMs + seconds * 1000,
    end: null,
  };
}

/** Steps 6 and 7, a Contact with lifetime 0 or the `*`. What is not there is removed already. */
function remove(previous: Binding | undefined, request: RegisterRequest, nowMs: number): Outcome {
  if (!previous || !isLive(previous, nowMs)) return 'unchanged';
  if (orderOf(request, previous, nowMs) !== 'later') return OUT_OF_ORDER;
  const { callId, cseq } = request;
  return { ...previous, callId, cseq, end: { by: 'removal', atMs: nowMs } };
}

/**
 * Within one Call-ID a higher CSeq was sent later; another Call-ID is another life of the phone. A removed binding
 * stays comparable for as long as the REGISTER before the removal may come late, so that it does not come back.
 */
function orderOf(
  { callId, cseq }: RegisterRequest,
  previous: Binding | undefined,
  nowMs: number,
): 'earlier' | 'repeated' | 'later' {
  if (!previous || previous.callId !== callId || cseq > previous.cseq) return 'later';
  const { end } = previous;
  if (end && (end.by === 'expiry' || nowMs - end.atMs > LATE_REQUEST_MS)) return 'later';
  return cseq === previous.cseq ? 'repeated' : 'earlier';
}

/** The binding of the same device: of the same instance, else of an equal URI (RFC 3261 10.3). */
function find(bindings: Iterable<Binding>, contact: RequestedContact): Binding | undefined {
  for (const binding of bindings) {
    if (contact.instance ? binding.device === contact.instance : isSameUri(binding, contact)) {
      return binding;
    }
  }
  return undefined;
}

function isSameUri(binding: Binding, { uri, sipUri }: RequestedContact): boolean {
  if (binding.contact === uri || binding.device === uri) return true;
  const other = parseUri(binding.contact);
  return sipUri !== undefined && other !== undefined && equalUris(sipUri, other);
}
