import type { Extension } from '../../presence/extension.ts';
import type { Devices } from './devices.ts';
import { type Known, toExtension } from './known-extension.ts';
import type { ProvisionedExtension } from './roll.ts';

/** An extension as it stands: what the API tells of it, and the devices that it is told from. */
export type Standing = { static: boolean; extension: Extension; devices: Devices };

/** How an extension stands with what is known of it. */
export function standingOf(provisioned: ProvisionedExtension, known: Known): Standing {
  return {
    static: provisioned.static,
    extension: toExtension(provisioned, known),
    devices: known.devices,
  };
}
