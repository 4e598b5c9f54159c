// The one piece of the platform that contract/ uses. Browsers and Node have it; the language's own library does not declare it.
declare class URLSearchParams {
  constructor(init?: string | Iterable<[string, string]>);
  append(name: string, value: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string): boolean;
  forEach(callback: (value: string, name: string) => void): void;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}
