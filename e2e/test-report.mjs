import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * What a test runner's JSON report says: how many tests there were, and of each that failed its file, its name and the
 * first lines of why; `failedOnce` are those that passed when they were tried again.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[], failedOnce: string[] }} Told
 * @typedef {{ title: string, file: string, ok: boolean, tests: { results: { errors?: { message?: string }[] }[] }[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 * @typedef {{ fullName: string, status: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, status: string, message: string, assertionResults: Assertion[] }} TestFile
 */

const MOST_LINES = 12;

/**
 * Reads a report of vitest or of Playwright.
 * @param {string} file
 * @returns {Told}
 */
export function readReport(file) {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  return report.stats ? fromPlaywright(report) : fromVitest(report);
}

/**
 * @param {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number }, suites: Suite[] }} report
 * @returns {Told}
 */
function fromPlaywright({ stats, suites }) {
  const specs = suites.flatMap(specsOf).map(({ title, file, ok, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors ?? []));
    return { ok, errors, told: failure({ file, title, reason: errors[0]?.message }) };
  });
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: specs.flatMap(({ ok, told }) => (ok ? [] : told)),
    failedOnce: specs.flatMap(({ ok, errors, told }) => (ok && errors.length > 0 ? told : [])),
  };
}

/**
 * @param {Suite} suite
 * @returns {Spec[]}
 */
function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)];
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: TestFile[] }} report
 * @returns {Told}
 */
function fromVitest(report) {
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) {
      return failure({ file, title: '(the file itself)', reason: message });
    }
    return failed.flatMap(({ fullName, failureMessages: [reason] }) =>
      failure({ file, title: fullName, reason }),
    );
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
    failedOnce: [],
  };
}

/**
 * @param {{ file: string, title: string, reason: string | undefined }} failed
 * @returns {string[]}
 */
function failure({ file, title, reason = 'no reason was told' }) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal are control characters.
  const plain = reason.replace(/\u001b\[[\d;]*m/g, '');
  const lines = plain.split('\n').filter((line) => line.trim() !== '');
  return [[`${file}: ${title}`, ...lines.slice(0, MOST_LINES)].join('\n    ')];
}
