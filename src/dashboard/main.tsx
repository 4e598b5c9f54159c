import './index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { takeStartToken } from './session/start-link.ts';

const startToken = takeStartToken(window);
const place = document.getElementById('board');
if (!place) throw new Error('The page has no element with the id "board".');
createRoot(place).render(
  <StrictMode>
    <App startToken={startToken} />
  </StrictMode>,
);
