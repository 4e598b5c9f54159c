import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { COUNTED_STATES } from '../../contract/journal.ts';
import type { Cell, CountRow } from './counted-cells.ts';

// How a row of counts is stored. Most extensions are registered and nothing else, so the zeros at the end of a cell are
// left out; agents, which repeat themselves, are compressed.

/** A row as the database has it. What is asked for most stands first: what is behind it need not be read. */
export type StoredCounts = { total: string; organizations: string; agents: Uint8Array };

type Packed = readonly number[];

export function packRow({ total, organizations, agents }: Omit<CountRow, 'atMs' | 'minutes'>) {
  const byAgent = Object.fromEntries([...agents].map(([key, cells]) => [key, packCells(cells)]));
  return {
    total: JSON.stringify(packCell(total)),
    organizations: JSON.stringify(packCells(organizations)),
    agents: deflateRawSync(JSON.stringify(byAgent)),
  } satisfies StoredCounts;
}

export function unpackTotal(text: string): Cell {
  const packed: Packed = JSON.parse(text);
  return unpackCell(packed);
}

export function unpackOrganizations(text: string): Map<string, Cell> {
  const packed: Record<string, Packed> = JSON.parse(text);
  return unpackCells(packed);
}

export function unpackAgents(bytes: Uint8Array): Map<string, Map<string, Cell>> {
  const packed: Record<string, Record<string, Packed>> = JSON.parse(
    inflateRawSync(bytes).toString(),
  );
  return new Map(Object.entries(packed).map(([key, cells]) => [key, unpackCells(cells)]));
}

function packCells(cells: ReadonlyMap<string, Cell>): Record<string, Packed> {
  return Object.fromEntries([...cells].map(([key, cell]) => [key, packCell(cell)]));
}

function unpackCells(packed: Record<string, Packed>): Map<string, Cell> {
  return new Map(Object.entries(packed).map(([key, cell]) => [key, unpackCell(cell)]));
}

/** The lowest, then the sums. */
function packCell({ sums, lowest }: Cell): Packed {
  const numbers = [lowest, ...sums];
  while (numbers[numbers.length - 1] === 0) numbers.pop();
  return numbers;
}

function unpackCell([lowest = 0, ...sums]: Packed): Cell {
  return { lowest, sums: COUNTED_STATES.map((_, index) => sums[index] ?? 0) };
}
