import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PRESENCE, page, registered } from '../fake-service.ts';
import { openPage, startEachTestAnew } from '../opened-page.tsx';
import { pass, settle } from '../passing-time.ts';

startEachTestAnew();
afterEach(() => {
  cleanup();
  localStorage.clear();
});

type Shown = { title: string; tag: string | undefined };
let shown: Shown[];

beforeEach(() => {
  vi.useFakeTimers();
  shown = [];
  localStorage.setItem('rollcall-notifications', 'on');
  vi.stubGlobal('isSecureContext', true);
});
