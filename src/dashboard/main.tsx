import './index.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { takeSignInLink } from './session/sign-in-link.ts';

const link = takeSignInLink(window);
const place = document.getElementById('board');
if (!place) throw new Error('The page has no element with the id "board".');
createRoot(place).render(
  <StrictMode>
    <App link={link} />
  </StrictMode>,
);
