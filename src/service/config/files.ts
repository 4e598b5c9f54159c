import { readFileSync, statSync } from 'node:fs';
import { errorCodeOf } from '../error-code.ts';

/** Files as the configuration sees them; handed in, so that tests need none. */
export type Files = {
  /**
   * The text of a file, or undefined when there is none.
   * @throws Error whose message says, for a person, why it cannot be read
   */
  read(path: string): string | undefined;
  /**
   * Something that differs when the file was changed, replaced, removed or made; of one that cannot be looked at, why not.
   */
  stamp(path: string): string;
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a directory',
};

export const systemFiles: Files = {
  read(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      const code = errorCodeOf(error) ?? 'an unknown error';
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw new Error(`cannot be read: ${REASONS[code] ?? code}.`, { cause: error });
    }
  },
  stamp(path) {
    try {
      const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true });
      return `${dev}:${ino}:${size}:${mtimeNs}`;
    } catch (error) {
      return errorCodeOf(error) ?? 'an unknown error';
    }
  },
};
