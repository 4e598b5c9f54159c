import type { Tree } from './configuration-file.ts';
import type { Disagreement } from './disagreement.ts';
import { entriesOf, valueAt } from './layers.ts';

/** Whether everything belongs to the source that is configured. */
export function sourceFaults(tree: Tree): Disagreement[] {
  const hasUpstream = valueAt(tree, 'unifiedApi') !== undefined;
  if (!isUpstream(tree)) {
    const says = 'is never used. Set source: unified-api, or leave it out.';
    return hasUpstream ? [{ path: ['unifiedApi'], says }] : [];
  }
  if (!hasUpstream) {
    const says =
      'unified-api needs to know whom to ask. Give unifiedApi in the configuration file, with baseUrl, appId and appSecret.';
    return [{ path: ['source'], says }];
  }
  return [...fleetFaults(tree), ...neverUsed(tree)];
}

/** Whether registrations come from an upstream, and no telephone registers here. */
export function isUpstream(tree: Tree): boolean {
  return valueAt(tree, 'source') === 'unified-api';
}

function fleetFaults(tree: Tree): Disagreement[] {
  const fleet = valueAt(tree, 'fleet');
  if (typeof fleet !== 'string' || !/^[1-9]\d*$/.test(fleet)) return [];
  const says = 'needs the source registrar, where its telephones register. Give 0.';
  return [{ path: ['fleet'], says }];
}

/** Which extensions there are, and which of them need no registration, is for upstream to say: names alone are ours. */
function neverUsed(tree: Tree): Disagreement[] {
  return entriesOf(tree, 'extensions').flatMap(({ index, entry }) =>
    ['password', 'registration']
      .filter((key) => entry[key] !== undefined)
      .map((key) => ({
        path: ['extensions', index, key],
        says: 'is never used: no telephone registers here. Leave it out.',
      })),
  );
}
