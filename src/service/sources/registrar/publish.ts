import type { Admit } from './admission.ts';
import type { Serve } from './answer-request.ts';
import { decidePublish, type PublicationLimits } from './decide-publish.ts';
import type { Publication } from './publication.ts';
import type { PublicationStore } from './publication-store.ts';
import { readPublish } from './publish-request.ts';
import { extensionOf } from './register-request.ts';
import type { Answer } from './response.ts';

/** RFC 3903 6, from the resource of a PUBLISH to its answer. */
export function createPublish(options: {
  admit: Admit;
  limits: PublicationLimits;
  now: () => number;
  /** Gives another one each time. */
  newEntityTag: () => string;
  store: Pick<PublicationStore, 'ofExtension' | 'put'>;
}): Serve {
  const { admit, limits, now, newEntityTag, store } = options;

  return (request, envelope, address) => {
    // Step 1: the resource is what the Request-URI names.
    const extension = extensionOf(request.uri);
    if (!extension) return { status: 404, reason: 'Request-URI names no extension' };
    const refusal = admit(request, extension, address);
    if (refusal) return refusal;
    const wish = readPublish(request, envelope, extension);
    if ('status' in wish) return wish;
    const situation = { limits, nowMs: now(), newEntityTag: newEntityTag() };
    const known = store.ofExtension(extension);
    const decision = decidePublish(wish, { ...situation, known });
    if (decision.kind === 'refused') return decision;
    const { kind, publication } = decision;
    if (kind === 'published') store.put(publication);
    // What was accepted before may not be stored yet, so its answer waits like the first.
    const acknowledges = kind === 'published' ? [publication] : [];
    return { ...accepted(publication), acknowledges };
  };
}

/** Step 6. */
function accepted({ entityTag, acceptedAtMs, expiresAtMs }: Publication): Answer {
  const headers = [
    { name: 'SIP-ETag', value: entityTag },
    { name: 'Expires', value: String((expiresAtMs - acceptedAtMs) / 1000) },
  ];
  return { status: 200, reason: 'OK', headers };
}
