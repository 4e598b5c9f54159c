/** Keeps what was made of one version of the directory. Whoever is signed in may ask for anything, so few are kept. */
export type AnswerCache<T> = {
  /** What `make` made for this version and key, made anew when it is not at hand. */
  get(version: number, key: string, make: () => T): T;
};

/** Boards that show the same ask the same; this many different requests are kept, the least recently asked going first. */
const ANSWER_LIMIT = 32;

/** Makes an empty cache. */
export function createAnswerCache<T>(limit = ANSWER_LIMIT): AnswerCache<T> {
  const answers = new Map<string, T>();
  let keptVersion: number | undefined;
  return {
    get(version, key, make) {
      if (version !== keptVersion) answers.clear();
      keptVersion = version;
      const answer = answers.get(key) ?? make();
      answers.delete(key);
      answers.set(key, answer);
      const [oldest] = answers.keys();
      if (answers.size > limit && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
  };
}
