import type { Header } from '../../sip/message.ts';
import type { RegistrarLimits } from './decide-register.ts';
import { amended, MOST_DIALOGS, readDialogInfo } from './dialog-info.ts';
import { isLive, type Publication, type PublishedDialog } from './publication.ts';
import type { PublishRequest } from './publish-request.ts';

/** Lifetimes as those of bindings; `mostPublications` is of live ones, of one extension. */
export type PublicationLimits = Omit<RegistrarLimits, 'mostContacts'> & {
  readonly mostPublications: number;
};

type Refusal = {
  readonly kind: 'refused';
  readonly status: number;
  readonly reason: string;
  readonly headers?: readonly Header[];
};

export type PublishDecision =
  | Refusal
  /** Accepted, and what to write. */
  | { readonly kind: 'published'; readonly publication: Publication }
  /** Accepted before: this is another copy of that request. */
  | { readonly kind: 'repeated'; readonly publication: Publication };

type Situation = {
  /** The extension's publications, those that ended lately too. */
  known: readonly Publication[];
  limits: PublicationLimits;
  nowMs: number;
  /** One that no publication of the extension ever had. */
  newEntityTag: string;
};

export const EVENT_PACKAGE = 'dialog';
const CONTENT_TYPE = 'application/dialog-info+xml';

/** RFC 3903 6, from step 2 on: what a PUBLISH does to the publications of its extension. */
export function decidePublish(request: PublishRequest, situation: Situation): PublishDecision {
  const { known, limits, nowMs, newEntityTag } = situation;
  // Step 2: the event package, of which there is one.
  if (request.event !== EVENT_PACKAGE) {
    return refused(489, 'Bad Event', { name: 'Allow-Events', value: EVENT_PACKAGE });
  }
  // RFC 3261 17.2.2 without a transaction: another copy of a request has its Call-ID and CSeq, and is answered like it.
  const repeated = known.find((one) => one.callId === request.callId && one.cseq === request.cseq);
  if (repeated) return { kind: 'repeated', publication: repeated };

  const previous = find(request, situation);
  if (previous && 'kind' in previous) return previous;
  // Step 4: the lifetime. Zero is a removal, whatever else is too short.
  const wishedSeconds = request.expiresSeconds ?? limits.defaultExpiresSeconds;
  if (wishedSeconds > 0 && wishedSeconds < limits.minExpiresSeconds) {
    const value = String(limits.minExpiresSeconds);
    return refused(423, 'Interval Too Brief', { name: 'Min-Expires', value });
  }
  const seconds = Math.min(wishedSeconds, limits.maxExpiresSeconds);
  const dialogs = readDialogs(request, previous);
  if ('kind' in dialogs) return dialogs;
  // Step 6: every PUBLISH that is accepted gives a new entity tag.
  const publication: Publication = {
    extension: request.extension,
    id: previous?.id ?? newEntityTag,
    entityTag: newEntityTag,
    callId: request.callId,
    cseq: request.cseq,
    acceptedAtMs: nowMs,
    dialogs,
    expiresAtMs: nowMs + seconds * 1000,
  };
  return { kind: 'published', publication };
}

/** Step 3: the publication that the request continues; undefined when it begins one. */
function find(
  { entityTags, callId, cseq }: PublishRequest,
  { known, limits, nowMs }: Situation,
): Publication | Refusal | undefined {
  const live = known.filter((publication) => isLive(publication, nowMs));
  if (entityTags === undefined) {
    // A late copy of an initial PUBLISH, which has been continued since, would begin the same publication again.
    const isLate = known.some((one) => one.callId === callId && one.cseq > cseq);
    if (isLate) return refused(500, 'CSeq Out of Order');
    return live.length < limits.mostPublications
      ? undefined
      : refused(403, 'Too Many Publications');
  }
  const [entityTag, ...others] = entityTags;
  if (entityTag === undefined || others.length > 0) {
    return refused(400, 'SIP-If-Match is not one entity tag');
  }
  return (
    live.find((publication) => publication.entityTag === entityTag) ??
    refused(412, 'Conditional Request Failed')
  );
}

/** Step 5: the event state, which is that of before when there is no body. */
function readDialogs(
  { contentType, body }: PublishRequest,
  previous: Publication | undefined,
): readonly PublishedDialog[] | Refusal {
  if (body === '') return previous?.dialogs ?? refused(400, 'Nothing to publish');
  if (contentType !== CONTENT_TYPE) {
    return refused(415, 'Unsupported Media Type', { name: 'Accept', value: CONTENT_TYPE });
  }
  const dialogInfo = readDialogInfo(body);
  if ('fault' in dialogInfo) return refused(400, `Bad dialog-info: ${dialogInfo.fault}`);
  const dialogs = amended(previous?.dialogs ?? [], dialogInfo);
  return dialogs.length <= MOST_DIALOGS ? dialogs : refused(400, 'Too many dialogs');
}

function refused(status: number, reason: string, header?: Header): Refusal {
  return { kind: 'refused', status, reason, ...(header && { headers: [header] }) };
}
