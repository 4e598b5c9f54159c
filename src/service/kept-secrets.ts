import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodeOf } from './error-code.ts';
import { cannotWrite } from './storage-fault.ts';

/**
 * The administrator's token as the data directory keeps it, for its owner alone; made at the first start.
 * @throws Error whose message says, for a person, what is wrong with the file
 */
export function keptAdminToken(dataDir: string): string {
  return keptText(join(dataDir, 'admin-token'), {
    make: () => randomBytes(24).toString('base64url'),
    form: /^[A-Za-z0-9_.-]{16,}$/,
    right: 'at least 16 letters, digits, "_", "." or "-"',
  });
}

/** Key material for one purpose, in hexadecimal: always the same for the same data directory. */
export type DeriveSecret = (purpose: string) => string;

/**
 * The one secret from which all others are derived by HMAC-SHA-256: what signs sessions and tokens, the fleet's
 * passwords. It is the one that was given, else the one of the data directory, which is made at the first start, for
 * its owner alone.
 * @throws Error whose message says, for a person, what is wrong with the file
 */
export function openSecret(dataDir: string, given?: string): DeriveSecret {
  if (given !== undefined) return derivedFrom(given);
  const secret = keptText(join(dataDir, 'secret'), {
    make: () => randomBytes(32).toString('hex'),
    form: /^[0-9a-f]{64}$/,
    right: '64 hexadecimal digits',
  });
  return derivedFrom(Buffer.from(secret, 'hex'));
}

function derivedFrom(key: Buffer | string): DeriveSecret {
  return (purpose) => createHmac('sha256', key).update(purpose).digest('hex');
}

/** A file's text, without the line break at its end; where there is no file, a new one is made. */
function keptText(file: string, kind: { make: () => string; form: RegExp; right: string }): string {
  const found = read(file);
  if (found === undefined) {
    const made = kind.make();
    write(file, made);
    return made;
  }
  if (kind.form.test(found)) return found;
  throw new Error(
    `${file} holds something else than ${kind.right}. Put that there, or remove the file to have a new one made.`,
  );
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return undefined;
    throw new Error(
      `${file} cannot be read (${errorCodeOf(error) ?? error}). Give its owner the right to.`,
      {
        cause: error,
      },
    );
  }
}

/** Written beside and renamed, so that a crash leaves no file without a secret in it. */
function write(file: string, text: string): void {
  const beside = `${file}.new`;
  try {
    rmSync(beside, { force: true });
    writeFileSync(beside, `${text}\n`, { mode: 0o600, flush: true });
    renameSync(beside, file);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}
