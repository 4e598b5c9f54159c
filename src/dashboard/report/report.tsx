import './report.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followReaderTheme } from '../ui/reader-theme.ts';
import { readAddress } from './report-address.ts';
import { ReportPage } from './report-page.tsx';

followReaderTheme();
const place = document.getElementById('report');
if (!place) throw new Error('The page has no element with the id "report".');
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <ReportPage address={readAddress(window.location.search)} />
    </QueryClientProvider>
  </StrictMode>,
);
