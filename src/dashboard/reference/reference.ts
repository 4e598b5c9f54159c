import './reference.css';
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import { PATHS } from '../../contract/paths.ts';

const light = window.matchMedia('(prefers-color-scheme: light)');

/** The page is as light as its reader's other pages. */
function showTheme(): void {
  document.documentElement.dataset.theme = light.matches ? 'light' : 'dark';
}

showTheme();
light.addEventListener('change', showTheme);

/** What the dialog “Authorize” lists, each under its name in the description. */
type Definitions = {
  filter(isKept: (one: { has(name: string): boolean }) => boolean): Definitions;
};

/** Of the ways to say who one is, those of a person who pastes something: cookies nobody can, and a token needs one field. */
const pastedCredentials = {
  statePlugins: {
    auth: {
      wrapSelectors: {
        definitionsToAuthorize: (original: (state: unknown) => Definitions) => (state: unknown) =>
          original(state).filter((one) => one.has('bearer') || one.has('app')),
      },
    },
  },
};

SwaggerUI({
  url: PATHS.openapi,
  domNode: document.getElementById('reference'),
  plugins: [pastedCredentials],
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  // Coloured for dark pages alone.
  syntaxHighlight: false,
  // Nothing is asked of anybody else.
  validatorUrl: null,
});
