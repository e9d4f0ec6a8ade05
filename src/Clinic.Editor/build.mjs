// Bundles the editor into one script. Usage: node build.mjs <file>
// The same sources and packages give the same bytes.

import { build } from 'esbuild';
import { rename } from 'node:fs/promises';

const [target] = process.argv.slice(2);
if (!target) throw new Error('Name the file that the bundle is written to.');

// Two builds at once each write a file of their own; whichever is later takes the place of the other in one step.
const written = `${target}.${process.pid}`;
await build({
  entryPoints: [new URL('source/main.js', import.meta.url).pathname],
  outfile: written,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  legalComments: 'none',
  charset: 'utf8',
  logLevel: 'warning',
});
await rename(written, target);
