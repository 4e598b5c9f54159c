import './reference.css';
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import { PATHS } from '../../contract/paths.ts';
import { followReaderTheme } from '../ui/reader-theme.ts';

followReaderTheme();

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
