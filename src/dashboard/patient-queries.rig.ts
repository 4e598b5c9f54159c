import { configure } from '@testing-library/react';

// How fast a page is, is measured elsewhere: on a busy machine a test waits for what it looks for.
configure({ asyncUtilTimeout: 10_000 });
