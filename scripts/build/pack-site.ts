import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { hashedName } from './shell-manifest.ts';

const compress = promisify(gzip);
const compressSmaller = promisify(brotliCompress);
const compressible = /\.(?:css|html|js|json|svg|txt|webmanifest|xml)$/;
/** As nginx has it: below this, headers cost more than it saves. */
const sizeMinBytes = 1024;

/** Puts a compressed copy beside each file that gains by it, for servers that hand out such. Returns how many. */
export async function packSite(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && compressible.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const packed = await Promise.all(paths.map(packFile));
  return packed.filter(Boolean).length;
}

/**
 * Puts a copy as small as Brotli makes it beside each script and stylesheet whose name says what is in it, for the gateway to hand out
 * where there is no nginx. It takes seconds: no server could do it as it answers.
 */
export async function packHashed(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(({ name }) => /\.(?:css|js)$/.test(name) && hashedName.test(name))
    .map(({ parentPath, name }) => join(parentPath, name));
  await Promise.all(
    paths.map(async (path) => {
      const whole = await readFile(path);
      const small = await compressSmaller(whole);
      if (small.length < whole.length) await writeFile(`${path}.br`, small);
    }),
  );
}

/** Puts a compressed copy beside a file that gains by it; says whether it did. */
export async function packFile(path: string): Promise<boolean> {
  const { size } = await stat(path);
  if (size < sizeMinBytes) return false;
  const small = await compress(await readFile(path), { level: constants.Z_BEST_COMPRESSION });
  if (small.length >= size) return false;
  await writeFile(`${path}.gz`, small);
  return true;
}

/** Where else than at the page's own origin assets come from, as nginx is told: its policy names it, others may take them. */
export async function writeAssetOrigin(folder: string, assetBaseUrl: string | undefined): Promise<void> {
  if (assetBaseUrl === undefined) return;
  await mkdir(folder, { recursive: true });
  const { origin } = new URL(assetBaseUrl);
  await writeFile(
    join(folder, 'asset-origin.conf'),
    [
      ['asset_source', ` ${origin}`],
      ['asset_policy', 'cross-origin'],
      // Fonts are read across origins, and so are scripts whose integrity is checked.
      ['asset_readers', '*'],
    ]
      .map(([name, value]) => `map $host $${name} {\n  default "${value}";\n}\n`)
      .join(''),
  );
}
