declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  /** Renders a description into an element of the page. */
  function SwaggerUI(options: Readonly<Record<string, unknown>>): void;
  export = SwaggerUI;
}
