import * as z from 'zod/mini';

// Zod tries whether it may make code of text. The page's policy lets nobody, and notes each try as a violation. One setting
// for all that is loaded into the page; before the first schema is made.
z.config({ jitless: true });
